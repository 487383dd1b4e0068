/* Data of a channel that nobody has read yet, both streams in the order of arrival. Chunks are
 * filled up before a new one is made, and empty ones are kept for the next data. */
#ifndef SSH2_SESSION_CHANNEL_QUEUE_H
#define SSH2_SESSION_CHANNEL_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define SSH2_CHUNK_MIN_BYTES 4096u /* ours: small packets share a chunk, large ones get their own */
/* Which streams: one, by its number, or these. */
#define SSH2_ANY_STREAM (UINT64_C(1) << 32)
#define SSH2_EXTENDED_STREAMS (UINT64_C(2) << 32) /* all but 0 */

struct ssh2_chunk;

struct ssh2_channel_queue {
    struct ssh2_chunk *first, *last;
    struct ssh2_chunk *spare; /* at most one */
    size_t len[2];            /* unread bytes: of stream 0, and of all others together */
};

/* -1 without memory: nothing was added. */
int ssh2_channel_queue_add(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                           uint32_t stream, struct ssh2_bytes data);

/* Moves up to len bytes of the streams to out, or drops them if out is NULL; returns how many. */
size_t ssh2_channel_queue_take(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                               uint64_t streams, uint8_t *out, size_t len);

/* Unread bytes: of stream 0, of SSH2_ANY_STREAM, or else of all extended streams together. */
size_t ssh2_channel_queue_len(const struct ssh2_channel_queue *q, uint64_t streams);
void ssh2_channel_queue_free(struct ssh2_channel_queue *q, const struct ssh2_memory *memory);

#endif
