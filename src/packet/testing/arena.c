#include "src/packet/testing/arena.h"

#include <stdio.h>
#include <stdlib.h>

/* The bytes end where the heap block ends. */
struct ssh2_arena_block {
    struct ssh2_arena_block *next;
    max_align_t bytes[];
};

void *ssh2_arena_take(struct ssh2_arena *arena, size_t len)
{
    struct ssh2_arena_block *block = calloc(1, sizeof(*block) + len);

    if (block == NULL) {
        fprintf(stderr, "out of memory: %zu bytes\n", len);
        abort();
    }
    block->next = arena->blocks;
    arena->blocks = block;
    return block->bytes;
}

struct ssh2_bytes ssh2_arena_copy(struct ssh2_arena *arena, struct ssh2_bytes bytes)
{
    uint8_t *copy = ssh2_arena_take(arena, bytes.len);

    if (bytes.len > 0)
        memcpy(copy, bytes.data, bytes.len);
    return ssh2_bytes(copy, bytes.len);
}

struct ssh2_bytes ssh2_arena_encode(struct ssh2_arena *arena, const struct ssh2_packet_type *type,
                                    const void *in)
{
    size_t len = ssh2_packet_len(type, in);

    if (len == SIZE_MAX)
        return ssh2_bytes(NULL, 0);

    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len), len);

    ssh2_packet_write(type, &w, in);
    return ssh2_written(&w);
}

void ssh2_arena_free(struct ssh2_arena *arena)
{
    while (arena->blocks != NULL) {
        struct ssh2_arena_block *block = arena->blocks;

        arena->blocks = block->next;
        free(block);
    }
}
