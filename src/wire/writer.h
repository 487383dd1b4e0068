/* The writer: a cursor over a buffer of ours. It remembers that something did not fit and writes
 * nothing from then on; a field is written whole or not at all. A writer without a buffer measures:
 * it counts the bytes and stores none. */
#ifndef SSH2_WIRE_WRITER_H
#define SSH2_WIRE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"
#include "src/wire/proof.h"
#include "src/wire/status.h"

struct ssh2_writer {
    uint8_t *data; /* NULL: only measure */
    size_t capacity;
    size_t len; /* always <= capacity */
    enum ssh2_status status;
};

#ifdef CBMC_PROOF
#define SSH2_WRITER_IS_VALID(w)                                                                  \
    (FRESH(w, sizeof(*(w))) && (w)->capacity <= SSH2_PROOF_MAX_BYTES &&                           \
     FRESH((w)->data, (w)->capacity) && (w)->len <= (w)->capacity)
#define SSH2_FITS(w, n) ((w)->status == SSH2_OK && (n) <= (w)->capacity - (w)->len)
/* Exactly n bytes more, or a failure and none. */
#define SSH2_WROTE(w, n)                                                                         \
    ((w)->len <= (w)->capacity &&                                                                \
     ((w)->status != SSH2_OK) ==                                                                 \
         (OLD((w)->status) != SSH2_OK || (n) > (w)->capacity - OLD((w)->len)) &&                 \
     (w)->len == OLD((w)->len) + ((w)->status != SSH2_OK ? 0 : (n)))
/* The byte at ssh2_proof_index, if it is one of those just written, is e. */
#define SSH2_WROTE_BYTE(w, e)                                                                    \
    IMPLIES((w)->status == SSH2_OK && ssh2_proof_index >= OLD((w)->len) &&                       \
                ssh2_proof_index < (w)->len,                                                     \
            (w)->data[ssh2_proof_index] == (e))
#define SSH2_BYTE_OF_UINT32(value, i) ((uint8_t)((value) >> (24 - 8 * (i)) & 0xff))
#endif

struct ssh2_writer ssh2_writer(uint8_t *data, size_t capacity);

/* A writer that stores nothing; its len tells the size of what was written. */
struct ssh2_writer ssh2_measuring_writer(void);

/* What has been written so far. */
struct ssh2_bytes ssh2_written(const struct ssh2_writer *w);

void ssh2_write_bytes(struct ssh2_writer *w, struct ssh2_bytes bytes)
REQUIRES(SSH2_WRITER_IS_VALID(w) && SSH2_IS_READABLE(bytes))
ASSIGNS(w->len, w->status)
ASSIGNS(SSH2_FITS(w, bytes.len): UPTO(w->data + w->len, bytes.len))
ENSURES(SSH2_WROTE(w, bytes.len))
ENSURES(SSH2_WROTE_BYTE(w, bytes.data[ssh2_proof_index - OLD(w->len)]))
;

void ssh2_write_byte(struct ssh2_writer *w, uint8_t value)
REQUIRES(SSH2_WRITER_IS_VALID(w))
ASSIGNS(w->len, w->status)
ASSIGNS(SSH2_FITS(w, 1): UPTO(w->data + w->len, 1))
ENSURES(SSH2_WROTE(w, 1))
ENSURES(SSH2_WROTE_BYTE(w, value))
;

void ssh2_write_boolean(struct ssh2_writer *w, bool value)
REQUIRES(SSH2_WRITER_IS_VALID(w))
ASSIGNS(w->len, w->status)
ASSIGNS(SSH2_FITS(w, 1): UPTO(w->data + w->len, 1))
ENSURES(SSH2_WROTE(w, 1))
ENSURES(SSH2_WROTE_BYTE(w, value ? 1 : 0))
;

void ssh2_write_uint32(struct ssh2_writer *w, uint32_t value)
REQUIRES(SSH2_WRITER_IS_VALID(w))
ASSIGNS(w->len, w->status)
ASSIGNS(SSH2_FITS(w, 4): UPTO(w->data + w->len, 4))
ENSURES(SSH2_WROTE(w, 4))
ENSURES(SSH2_WROTE_BYTE(w, SSH2_BYTE_OF_UINT32(value, ssh2_proof_index - OLD(w->len))))
;

void ssh2_write_uint64(struct ssh2_writer *w, uint64_t value)
REQUIRES(SSH2_WRITER_IS_VALID(w))
ASSIGNS(w->len, w->status)
ASSIGNS(SSH2_FITS(w, 8): UPTO(w->data + w->len, 8))
ENSURES(SSH2_WROTE(w, 8))
ENSURES(SSH2_WROTE_BYTE(w, (uint8_t)(value >> (56 - 8 * (ssh2_proof_index - OLD(w->len))) & 0xff)))
;

/* A uint32 length and the bytes. Also for name-lists and UTF-8, which the caller has made well. */
void ssh2_write_string(struct ssh2_writer *w, struct ssh2_bytes bytes)
REQUIRES(SSH2_WRITER_IS_VALID(w) && SSH2_IS_READABLE(bytes))
ASSIGNS(w->len, w->status)
ASSIGNS(bytes.len <= UINT32_MAX && SSH2_FITS(w, bytes.len + 4): UPTO(w->data + w->len, bytes.len + 4))
ENSURES(w->len <= w->capacity)
ENSURES((w->status != SSH2_OK) == (OLD(w->status) != SSH2_OK || bytes.len > UINT32_MAX ||
                                   bytes.len + 4 > w->capacity - OLD(w->len)))
ENSURES(w->len == OLD(w->len) + (w->status != SSH2_OK ? 0 : bytes.len + 4))
ENSURES(SSH2_WROTE_BYTE(w, ssh2_proof_index - OLD(w->len) < 4
                               ? SSH2_BYTE_OF_UINT32(bytes.len, ssh2_proof_index - OLD(w->len))
                               : bytes.data[ssh2_proof_index - OLD(w->len) - 4]))
;

/* A number >= 0 given as big-endian bytes, any number of zeros in front; written in the shortest
 * form, with the zero byte in front that keeps a set top bit from meaning a minus. */
void ssh2_write_mpint(struct ssh2_writer *w, struct ssh2_bytes magnitude)
REQUIRES(SSH2_WRITER_IS_VALID(w))
REQUIRES(SSH2_IS_READABLE(magnitude))
ASSIGNS(w->len, w->status, __CPROVER_object_whole(w->data))
ENSURES(w->len <= w->capacity && w->len >= OLD(w->len))
ENSURES(IMPLIES(w->status != SSH2_OK, w->len == OLD(w->len)))
ENSURES(IMPLIES(w->status == SSH2_OK, w->len - OLD(w->len) <= magnitude.len + 5))
;

#endif
