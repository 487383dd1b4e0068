#include "src/packet/testing/arena.h"

#include <stdio.h>
#include <stdlib.h>

struct ssh2_arena_block {
    struct ssh2_arena_block *next;
    void *bytes;
};

static void *allocate(size_t len)
{
    void *block = calloc(1, len > 0 ? len : 1);

    if (block == NULL) {
        fprintf(stderr, "out of memory: %zu bytes\n", len);
        abort();
    }
    return block;
}

void *ssh2_arena_take(struct ssh2_arena *arena, size_t len)
{
    struct ssh2_arena_block *block = allocate(sizeof(*block));

    block->bytes = allocate(len);
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
    struct ssh2_writer w = ssh2_writer(ssh2_arena_take(arena, len), len);

    ssh2_packet_write(type, &w, in);
    return ssh2_written(&w);
}

void ssh2_arena_free(struct ssh2_arena *arena)
{
    while (arena->blocks != NULL) {
        struct ssh2_arena_block *block = arena->blocks;

        arena->blocks = block->next;
        free(block->bytes);
        free(block);
    }
}
