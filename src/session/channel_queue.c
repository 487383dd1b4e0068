#include "src/session/channel_queue.h"

#include <stdbool.h>
#include <string.h>

struct ssh2_chunk {
    struct ssh2_chunk *next;
    uint32_t stream;
    size_t begin, end; /* unread are data[begin..end) */
    size_t capacity;
    uint8_t data[];
};

/* What came decrypted is not left lying about. Threat L7. */
static void free_chunk(const struct ssh2_memory *memory, struct ssh2_chunk *chunk)
{
    if (chunk != NULL)
        ssh2_free_secret(memory, chunk, sizeof(*chunk) + chunk->capacity);
}

static struct ssh2_chunk *new_chunk(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                                    size_t len)
{
    struct ssh2_chunk *chunk = q->spare;
    size_t capacity = len > SSH2_CHUNK_MIN_BYTES ? len : SSH2_CHUNK_MIN_BYTES;

    if (chunk != NULL && chunk->capacity >= len) {
        q->spare = NULL;
    } else {
        chunk = ssh2_alloc(memory, sizeof(*chunk) + capacity);
        if (chunk == NULL)
            return NULL;
        chunk->capacity = capacity;
    }
    chunk->next = NULL;
    chunk->begin = chunk->end = 0;
    return chunk;
}

static struct ssh2_chunk *chunk_with_room(struct ssh2_channel_queue *q,
                                          const struct ssh2_memory *memory, uint32_t stream,
                                          size_t len)
{
    struct ssh2_chunk *chunk = q->last;

    if (chunk != NULL && chunk->stream == stream && len <= chunk->capacity - chunk->end)
        return chunk;
    chunk = new_chunk(q, memory, len);
    if (chunk == NULL)
        return NULL;
    chunk->stream = stream;
    if (q->last == NULL)
        q->first = chunk;
    else
        q->last->next = chunk;
    q->last = chunk;
    return chunk;
}

int ssh2_channel_queue_add(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                           uint32_t stream, struct ssh2_bytes data)
{
    if (data.len == 0)
        return 0;

    struct ssh2_chunk *chunk = chunk_with_room(q, memory, stream, data.len);

    if (chunk == NULL)
        return -1;
    memcpy(chunk->data + chunk->end, data.data, data.len);
    chunk->end += data.len;
    q->len[stream != 0] += data.len;
    return 0;
}

static void drop_chunk(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                       struct ssh2_chunk *before, struct ssh2_chunk *chunk)
{
    if (before == NULL)
        q->first = chunk->next;
    else
        before->next = chunk->next;
    if (q->last == chunk)
        q->last = before;
    free_chunk(memory, q->spare);
    q->spare = chunk;
}

static size_t take_from(struct ssh2_chunk *chunk, uint8_t *out, size_t len)
{
    size_t count = chunk->end - chunk->begin;

    if (count > len)
        count = len;
    if (out != NULL)
        memcpy(out, chunk->data + chunk->begin, count);
    chunk->begin += count;
    return count;
}

static bool is_among(uint32_t stream, uint64_t streams)
{
    return streams == SSH2_ANY_STREAM || streams == stream ||
           (streams == SSH2_EXTENDED_STREAMS && stream != 0);
}

size_t ssh2_channel_queue_take(struct ssh2_channel_queue *q, const struct ssh2_memory *memory,
                               uint64_t streams, uint8_t *out, size_t len)
{
    struct ssh2_chunk *before = NULL;
    struct ssh2_chunk *chunk = q->first;
    size_t taken = 0;

    while (chunk != NULL && taken < len) {
        struct ssh2_chunk *next = chunk->next;

        if (is_among(chunk->stream, streams)) {
            size_t count = take_from(chunk, out == NULL ? NULL : out + taken, len - taken);

            q->len[chunk->stream != 0] -= count;
            taken += count;
        }
        if (chunk->begin == chunk->end)
            drop_chunk(q, memory, before, chunk);
        else
            before = chunk;
        chunk = next;
    }
    return taken;
}

size_t ssh2_channel_queue_len(const struct ssh2_channel_queue *q, uint64_t streams)
{
    if (streams == SSH2_ANY_STREAM)
        return q->len[0] + q->len[1];
    return q->len[streams != 0];
}

void ssh2_channel_queue_free(struct ssh2_channel_queue *q, const struct ssh2_memory *memory)
{
    while (q->first != NULL)
        drop_chunk(q, memory, NULL, q->first);
    free_chunk(memory, q->spare);
    memset(q, 0, sizeof(*q));
}
