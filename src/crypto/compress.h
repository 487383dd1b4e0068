/* Compression of payloads by zlib: RFC 4253, section 6.2. A context lasts as long as its keys and
 * goes on from payload to payload. All memory comes from the session's allocator and is wiped when
 * it is given back: a window holds 32 KiB of what was said last. */
#ifndef SSH2_CRYPTO_COMPRESS_H
#define SSH2_CRYPTO_COMPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

/* --- compressing ---------------------------------------------------------------------------- */

struct ssh2_deflate;

/* NULL without memory. */
struct ssh2_deflate *ssh2_deflate_new(const struct ssh2_memory *memory);

/* Upper bound of what a payload of this length is compressed to, in bytes. */
size_t ssh2_deflate_bound(struct ssh2_deflate *context, size_t payload_len);

/* Compresses the payload that the parts make, up to a partial flush, so that the peer can have all
 * of it: at most ssh2_deflate_bound() bytes to out, *out_len says how many. False when zlib fails:
 * the context is then of no further use. */
bool ssh2_deflate_payload(struct ssh2_deflate *context, const struct ssh2_bytes *parts,
                          size_t part_count, uint8_t *out, size_t *out_len);

/* NULL is allowed. */
void ssh2_deflate_free(struct ssh2_deflate *context);

/* --- decompressing -------------------------------------------------------------------------- */

enum ssh2_inflate_status {
    SSH2_INFLATE_DONE, /* the payload is whole */
    SSH2_INFLATE_MORE, /* out is full, and there may be more: call again */
    SSH2_INFLATE_BAD,  /* no deflate data, or the stream has ended */
    SSH2_INFLATE_NO_MEMORY,
};

struct ssh2_inflate;

/* NULL without memory. */
struct ssh2_inflate *ssh2_inflate_new(const struct ssh2_memory *memory);

/* Begins a payload: its compressed bytes, which stay where they are until DONE. */
void ssh2_inflate_begin(struct ssh2_inflate *context, struct ssh2_bytes compressed);

/* Writes the next up to capacity > 0 bytes of the payload to out; *written says how many. After BAD
 * and NO_MEMORY the context is of no further use. */
enum ssh2_inflate_status ssh2_inflate_next(struct ssh2_inflate *context, uint8_t *out,
                                           size_t capacity, size_t *written);

/* NULL is allowed. */
void ssh2_inflate_free(struct ssh2_inflate *context);

#endif
