#include "src/transport/compression.h"

#include "src/transport/protection.h"

/* Room for a payload grows from here: a bomb costs no more than it fills (threat Z1). */
#define PLAIN_STEP_BYTES 16384u

static bool is_due(enum ssh2_compression_kind kind, bool is_logged_in)
{
    return kind == SSH2_COMPRESSION_ZLIB || (kind == SSH2_COMPRESSION_ZLIB_DELAYED && is_logged_in);
}

/* --- outbound ------------------------------------------------------------------------------- */

static bool start_compressor(struct ssh2_compressor *c)
{
    if (c->deflate == NULL)
        c->deflate = ssh2_deflate_new(c->compressed.memory);
    return c->deflate != NULL;
}

bool ssh2_compressor_rekey(struct ssh2_compressor *c, enum ssh2_compression_kind kind,
                           bool is_logged_in)
{
    ssh2_compressor_free(c);
    c->kind = kind;
    return !is_due(kind, is_logged_in) || start_compressor(c);
}

bool ssh2_compressor_logged_in(struct ssh2_compressor *c)
{
    return !is_due(c->kind, true) || start_compressor(c);
}

enum ssh2_compression_status ssh2_compress(struct ssh2_compressor *c,
                                           const struct ssh2_bytes *parts, size_t count,
                                           struct ssh2_bytes *out)
{
    size_t payload_len = 0, len = 0;

    for (size_t i = 0; i < count; i++)
        payload_len += parts[i].len;
    ssh2_buffer_consume(&c->compressed, ssh2_buffer_held(&c->compressed).len);

    uint8_t *room =
        ssh2_buffer_reserve(&c->compressed, ssh2_deflate_bound(c->deflate, payload_len));

    if (room == NULL)
        return SSH2_COMPRESSION_NO_MEMORY;
    if (!ssh2_deflate_payload(c->deflate, parts, count, room, &len))
        return SSH2_COMPRESSION_FAILED;
    ssh2_buffer_extend(&c->compressed, len);
    *out = ssh2_buffer_held(&c->compressed);
    return SSH2_COMPRESSION_OK;
}

void ssh2_compressor_trim(struct ssh2_compressor *c)
{
    ssh2_buffer_free(&c->compressed);
    ssh2_buffer_free(&c->plain);
}

void ssh2_compressor_free(struct ssh2_compressor *c)
{
    ssh2_deflate_free(c->deflate);
    c->deflate = NULL;
    ssh2_compressor_trim(c);
}

/* --- inbound -------------------------------------------------------------------------------- */

static bool start_decompressor(struct ssh2_decompressor *d)
{
    if (d->inflate == NULL)
        d->inflate = ssh2_inflate_new(d->plain.memory);
    return d->inflate != NULL;
}

bool ssh2_decompressor_rekey(struct ssh2_decompressor *d, enum ssh2_compression_kind kind,
                             bool is_logged_in)
{
    ssh2_decompressor_free(d);
    d->kind = kind;
    return !is_due(kind, is_logged_in) || start_decompressor(d);
}

bool ssh2_decompressor_logged_in(struct ssh2_decompressor *d)
{
    return !is_due(d->kind, true) || start_decompressor(d);
}

/* Takes one more step. MORE comes back as OK with *is_over still false. */
static enum ssh2_compression_status inflate_step(struct ssh2_decompressor *d, bool *is_over)
{
    uint8_t *room = ssh2_buffer_reserve(&d->plain, PLAIN_STEP_BYTES);
    size_t written;

    if (room == NULL)
        return SSH2_COMPRESSION_NO_MEMORY;

    enum ssh2_inflate_status status =
        ssh2_inflate_next(d->inflate, room, PLAIN_STEP_BYTES, &written);

    ssh2_buffer_extend(&d->plain, written);
    if (status == SSH2_INFLATE_NO_MEMORY)
        return SSH2_COMPRESSION_NO_MEMORY;
    if (status == SSH2_INFLATE_BAD)
        return SSH2_COMPRESSION_BAD;
    *is_over = status == SSH2_INFLATE_DONE;
    return SSH2_COMPRESSION_OK;
}

enum ssh2_compression_status ssh2_decompress(struct ssh2_decompressor *d, struct ssh2_bytes payload,
                                             struct ssh2_bytes *out)
{
    enum ssh2_compression_status status = SSH2_COMPRESSION_OK;
    bool is_over = false;

    ssh2_buffer_consume(&d->plain, ssh2_buffer_held(&d->plain).len);
    ssh2_inflate_begin(d->inflate, payload);
    while (status == SSH2_COMPRESSION_OK && !is_over) {
        status = inflate_step(d, &is_over);
        *out = ssh2_buffer_held(&d->plain);
        /* Threat Z1: the limit of a payload that came without compression. */
        if (status == SSH2_COMPRESSION_OK && out->len > SSH2_PAYLOAD_MAX_BYTES)
            status = SSH2_COMPRESSION_TOO_LONG;
    }
    if (status == SSH2_COMPRESSION_OK && out->len == 0)
        status = SSH2_COMPRESSION_EMPTY;
    return status;
}

void ssh2_decompressor_trim(struct ssh2_decompressor *d)
{
    ssh2_buffer_free(&d->plain);
}

void ssh2_decompressor_free(struct ssh2_decompressor *d)
{
    ssh2_inflate_free(d->inflate);
    d->inflate = NULL;
    ssh2_decompressor_trim(d);
}
