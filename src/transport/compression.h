/* Compression of one direction's payloads: when it begins, and where they lie. RFC 4253, section
 * 6.2, and OpenSSH's PROTOCOL, 1.2 ("zlib@openssh.com" begins when the user is logged in). */
#ifndef SSH2_TRANSPORT_COMPRESSION_H
#define SSH2_TRANSPORT_COMPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "src/crypto/compress.h"
#include "src/transport/algorithms.h"
#include "src/transport/buffers.h"
#include "src/wire/bytes.h"

enum ssh2_compression_status {
    SSH2_COMPRESSION_OK,
    SSH2_COMPRESSION_BAD,      /* not a payload compressed in this context */
    SSH2_COMPRESSION_TOO_LONG, /* it would be more than SSH2_PAYLOAD_MAX_BYTES */
    SSH2_COMPRESSION_EMPTY,    /* nothing at all */
    SSH2_COMPRESSION_FAILED,   /* zlib said no */
    SSH2_COMPRESSION_NO_MEMORY
};

/* Outbound. All zero but for the buffers' memory: off, nothing to free. */
struct ssh2_compressor {
    enum ssh2_compression_kind kind; /* agreed for the keys in use */
    struct ssh2_deflate *deflate;    /* NULL: payloads go out as they are */
    struct ssh2_buffer compressed;   /* the last payload */
    struct ssh2_buffer plain;        /* a packet that has to be encoded before it is compressed */
};

/* Inbound. */
struct ssh2_decompressor {
    enum ssh2_compression_kind kind;
    struct ssh2_inflate *inflate;
    struct ssh2_buffer plain; /* the last payload */
};

/* New keys are in use (RFC 4253, 6.2: with a new context), or the user has just been logged in.
 * False without memory. */
bool ssh2_compressor_rekey(struct ssh2_compressor *c, enum ssh2_compression_kind kind,
                           bool is_logged_in);
bool ssh2_compressor_logged_in(struct ssh2_compressor *c);
bool ssh2_decompressor_rekey(struct ssh2_decompressor *d, enum ssh2_compression_kind kind,
                             bool is_logged_in);
bool ssh2_decompressor_logged_in(struct ssh2_decompressor *d);

/* Only while deflate or inflate is there. *out is a view that lives until the next call. */
enum ssh2_compression_status ssh2_compress(struct ssh2_compressor *c,
                                           const struct ssh2_bytes *parts, size_t count,
                                           struct ssh2_bytes *out);
enum ssh2_compression_status ssh2_decompress(struct ssh2_decompressor *d, struct ssh2_bytes payload,
                                             struct ssh2_bytes *out);

/* Gives the last payload's memory back. */
void ssh2_compressor_trim(struct ssh2_compressor *c);
void ssh2_decompressor_trim(struct ssh2_decompressor *d);

/* Wipes, frees, and leaves it off. */
void ssh2_compressor_free(struct ssh2_compressor *c);
void ssh2_decompressor_free(struct ssh2_decompressor *d);

#endif
