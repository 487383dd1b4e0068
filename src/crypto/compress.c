#include "src/crypto/compress.h"

#include <limits.h>
#include <zlib.h>

#include "src/crypto/zlib_memory.h"

/* Ours, as OpenSSH: higher levels cost more time than they save on the wire. */
#define LEVEL 6

/* deflateBound() is for the end of a stream. A partial flush ends a block, and the one before it
 * may have left bits over: RFC 1951, sections 3.2.3 and 3.2.6. */
#define FLUSH_MAX_BYTES 16u

struct ssh2_deflate {
    const struct ssh2_memory *memory;
    z_stream stream;
};

struct ssh2_inflate {
    const struct ssh2_memory *memory;
    z_stream stream;
};

/* --- either way ----------------------------------------------------------------------------- */

static z_stream new_stream(const struct ssh2_memory *memory)
{
    /* opaque has no const, though it is only handed on. */
    return (z_stream){ .zalloc = ssh2_zlib_alloc,
                       .zfree = ssh2_zlib_free,
                       .opaque = (void *)(uintptr_t)memory };
}

/* --- compressing ---------------------------------------------------------------------------- */

struct ssh2_deflate *ssh2_deflate_new(const struct ssh2_memory *memory)
{
    struct ssh2_deflate *context = ssh2_calloc(memory, 1, sizeof(*context));

    if (context == NULL)
        return NULL;
    context->memory = memory;
    context->stream = new_stream(memory);
    if (deflateInit(&context->stream, LEVEL) == Z_OK)
        return context;
    ssh2_free(memory, context);
    return NULL;
}

size_t ssh2_deflate_bound(struct ssh2_deflate *context, size_t payload_len)
{
    return deflateBound(&context->stream, payload_len) + FLUSH_MAX_BYTES;
}

/* Compresses one part; with the last one all goes out. */
static bool deflate_part(z_stream *stream, struct ssh2_bytes part, bool is_last)
{
    if (part.len > UINT_MAX)
        return false;
    stream->next_in = (Bytef *)(uintptr_t)part.data; /* zlib only reads it */
    stream->avail_in = (uInt)part.len;

    int result = deflate(stream, is_last ? Z_PARTIAL_FLUSH : Z_NO_FLUSH);

    /* Z_BUF_ERROR: there was nothing to do, as with an empty part. Where room is left, all is out.
     */
    return (result == Z_OK || result == Z_BUF_ERROR) && stream->avail_in == 0 &&
           stream->avail_out > 0;
}

bool ssh2_deflate_payload(struct ssh2_deflate *context, const struct ssh2_bytes *parts,
                          size_t part_count, uint8_t *out, size_t *out_len)
{
    z_stream *stream = &context->stream;
    size_t payload_len = 0;
    bool ok = part_count > 0;

    for (size_t i = 0; i < part_count; i++)
        payload_len += parts[i].len;

    size_t capacity = ssh2_deflate_bound(context, payload_len);

    if (capacity > UINT_MAX)
        return false;
    stream->next_out = out;
    stream->avail_out = (uInt)capacity;
    for (size_t i = 0; ok && i < part_count; i++)
        ok = deflate_part(stream, parts[i], i + 1 == part_count);
    *out_len = capacity - stream->avail_out;
    stream->next_in = NULL; /* it was borrowed */
    return ok;
}

void ssh2_deflate_free(struct ssh2_deflate *context)
{
    if (context == NULL)
        return;
    deflateEnd(&context->stream);
    ssh2_free(context->memory, context);
}

/* --- decompressing -------------------------------------------------------------------------- */

struct ssh2_inflate *ssh2_inflate_new(const struct ssh2_memory *memory)
{
    struct ssh2_inflate *context = ssh2_calloc(memory, 1, sizeof(*context));

    if (context == NULL)
        return NULL;
    context->memory = memory;
    context->stream = new_stream(memory);
    if (inflateInit(&context->stream) == Z_OK)
        return context;
    ssh2_free(memory, context);
    return NULL;
}

void ssh2_inflate_begin(struct ssh2_inflate *context, struct ssh2_bytes compressed)
{
    context->stream.next_in = (Bytef *)(uintptr_t)compressed.data; /* zlib only reads it */
    context->stream.avail_in = (uInt)compressed.len;
}

enum ssh2_inflate_status ssh2_inflate_next(struct ssh2_inflate *context, uint8_t *out,
                                           size_t capacity, size_t *written)
{
    z_stream *stream = &context->stream;
    uInt room = capacity > UINT_MAX ? UINT_MAX : (uInt)capacity;

    stream->next_out = out;
    stream->avail_out = room;

    int result = inflate(stream, Z_SYNC_FLUSH);

    *written = room - stream->avail_out;
    if (result == Z_MEM_ERROR)
        return SSH2_INFLATE_NO_MEMORY;
    /* Z_BUF_ERROR: there was nothing to do, as when the room was just enough. Threat Z3: the end of
     * the stream is an error like any other, as more payloads have to follow. */
    if (result != Z_OK && result != Z_BUF_ERROR)
        return SSH2_INFLATE_BAD;
    return stream->avail_out == 0 ? SSH2_INFLATE_MORE : SSH2_INFLATE_DONE;
}

void ssh2_inflate_free(struct ssh2_inflate *context)
{
    if (context == NULL)
        return;
    inflateEnd(&context->stream);
    ssh2_free(context->memory, context);
}
