/* Memory for tests that is freed all at once. Running out of it ends the test program. */
#ifndef SSH2_PACKET_TESTING_ARENA_H
#define SSH2_PACKET_TESTING_ARENA_H

#include <stddef.h>

#include "src/wire/packet.h"

struct ssh2_arena {
    struct ssh2_arena_block *blocks; /* NULL: empty */
};

/* len bytes, all zero, each call a heap block of its own, so that a sanitizer sees where it ends. */
void *ssh2_arena_take(struct ssh2_arena *arena, size_t len);

/* A copy of bytes in a block of exactly their size. */
struct ssh2_bytes ssh2_arena_copy(struct ssh2_arena *arena, struct ssh2_bytes bytes);

/* The bytes that ssh2_packet_write makes of in; none if it refuses. */
struct ssh2_bytes ssh2_arena_encode(struct ssh2_arena *arena, const struct ssh2_packet_type *type,
                                    const void *in);

void ssh2_arena_free(struct ssh2_arena *arena);

#endif
