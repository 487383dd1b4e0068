/* The reader: a cursor over bytes from the peer, and the only code that adds a peer's number to
 * a position. The data types are those of RFC 4251, section 5.
 *
 * It remembers its first failure. From then on every read yields zero or an empty view and moves
 * nothing, so that a parser reads straight on and looks at the status once, at its end. */
#ifndef SSH2_WIRE_READER_H
#define SSH2_WIRE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"
#include "src/wire/proof.h"
#include "src/wire/status.h"

struct ssh2_reader {
    const uint8_t *data;
    size_t len;
    size_t pos; /* always <= len */
    enum ssh2_status status;
    size_t fault;     /* offset of the offending byte; meaningful once status is not SSH2_OK */
    bool deviates;    /* something read was tolerated, but not canonical */
    size_t deviation; /* offset of the first such byte */
};

#ifdef CBMC_PROOF
/* Where the cursor and what it remembers may be, whatever happened. */
#define SSH2_READER_IS_INSIDE(r)                                                                 \
    ((r)->pos <= (r)->len && IMPLIES((r)->status != SSH2_OK, (r)->fault <= (r)->len) &&           \
     IMPLIES((r)->deviates, (r)->deviation <= (r)->len))
#define SSH2_READER_IS_VALID(r)                                                                  \
    (FRESH(r, sizeof(*(r))) && (r)->len <= SSH2_PROOF_MAX_BYTES &&                                \
     IMPLIES((r)->len > 0, FRESH((r)->data, (r)->len)) && SSH2_READER_IS_INSIDE(r))
/* Every read keeps the cursor inside, never turns back, and keeps a failure. */
#define SSH2_READ_FORWARD(r)                                                                     \
    (SSH2_READER_IS_INSIDE(r) && (r)->pos >= OLD((r)->pos) &&                                     \
     IMPLIES(OLD((r)->status) != SSH2_OK,                                                        \
             (r)->status == OLD((r)->status) && (r)->pos == OLD((r)->pos)))
/* A read of one field moves nothing when it fails, too. */
#define SSH2_READ_STEP(r)                                                                        \
    (SSH2_READ_FORWARD(r) && IMPLIES((r)->status != SSH2_OK, (r)->pos == OLD((r)->pos)))
#define SSH2_UINT32_AT(b, i)                                                                     \
    ((uint32_t)(b)[i] << 24 | (uint32_t)(b)[(i) + 1] << 16 | (uint32_t)(b)[(i) + 2] << 8 |        \
     (uint32_t)(b)[(i) + 3])
#define SSH2_READ_FAILED(r, missing)                                                             \
    (((r)->status != SSH2_OK) == (OLD((r)->status) != SSH2_OK || (missing)))
/* A view is empty after a failure, and after success it is what lies right before the cursor. */
#define SSH2_VIEW_IS_INSIDE(r, v)                                                                \
    (IMPLIES((r)->status != SSH2_OK, (v).len == 0) && (v).len <= (r)->pos - OLD((r)->pos) &&     \
     IMPLIES((v).len > 0, SAME_POINTER((v).data, (r)->data + ((r)->pos - (v).len))))
#endif

#define SSH2_READ_ASSIGNS(r) ASSIGNS((r)->pos, (r)->status, (r)->fault)

struct ssh2_reader ssh2_reader(struct ssh2_bytes input);

/* Fails with status at the given offset, unless something failed before. */
void ssh2_refuse(struct ssh2_reader *r, enum ssh2_status status, size_t offset);

/* Notes that what stands at offset is tolerated but not canonical. */
void ssh2_deviate(struct ssh2_reader *r, size_t offset);

/* Exactly count bytes, without a length in front. */
struct ssh2_bytes ssh2_read_bytes(struct ssh2_reader *r, size_t count)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_READ_FAILED(r, count > r->len - OLD(r->pos)))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos == OLD(r->pos) + count && RESULT.len == count))
ENSURES(IMPLIES(r->status == SSH2_OK && count > 0, SAME_POINTER(RESULT.data, r->data + OLD(r->pos))))
ENSURES(IMPLIES(r->status != SSH2_OK, RESULT.len == 0))
;

uint8_t ssh2_read_byte(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_READ_FAILED(r, r->len - OLD(r->pos) < 1))
ENSURES(RESULT == (r->status == SSH2_OK ? r->data[OLD(r->pos)] : 0))
;

/* Any byte but 0 is true; one above 1 is not canonical. */
bool ssh2_read_boolean(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
ASSIGNS(r->pos, r->status, r->fault, r->deviates, r->deviation)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_READ_FAILED(r, r->len - OLD(r->pos) < 1))
ENSURES(RESULT == (r->status == SSH2_OK && r->data[OLD(r->pos)] != 0))
;

uint32_t ssh2_read_uint32(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_READ_FAILED(r, r->len - OLD(r->pos) < 4))
ENSURES(IMPLIES(r->status != SSH2_OK, RESULT == 0))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos == OLD(r->pos) + 4))
ENSURES(IMPLIES(r->status == SSH2_OK, RESULT == SSH2_UINT32_AT(r->data, OLD(r->pos))))
;

uint64_t ssh2_read_uint64(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_READ_FAILED(r, r->len - OLD(r->pos) < 8))
ENSURES(IMPLIES(r->status != SSH2_OK, RESULT == 0))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos == OLD(r->pos) + 8))
ENSURES(IMPLIES(r->status == SSH2_OK, RESULT >> 32 == SSH2_UINT32_AT(r->data, OLD(r->pos))))
ENSURES(IMPLIES(r->status == SSH2_OK,
                (RESULT & UINT32_MAX) == SSH2_UINT32_AT(r->data, OLD(r->pos) + 4)))
;

/* A uint32 length and as many bytes of any content. A string that does not fit is not read at
 * all: the cursor stays before its length. */
struct ssh2_bytes ssh2_read_string(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_VIEW_IS_INSIDE(r, RESULT))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos == OLD(r->pos) + 4 + RESULT.len))
ENSURES(IMPLIES(r->status == SSH2_OK, RESULT.len == SSH2_UINT32_AT(r->data, OLD(r->pos))))
;

/* A string for people to read. Bytes that are not UTF-8 (RFC 3629) are not canonical. */
struct ssh2_bytes ssh2_read_utf8(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
ASSIGNS(r->pos, r->status, r->fault, r->deviates, r->deviation)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_VIEW_IS_INSIDE(r, RESULT))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos >= OLD(r->pos) + 4 + RESULT.len))
;

/* Names and commas. Fails with SSH2_BAD_NAME_LIST. */
struct ssh2_bytes ssh2_read_name_list(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_VIEW_IS_INSIDE(r, RESULT))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos >= OLD(r->pos) + 4 + RESULT.len))
;

/* The magnitude of a number >= 0: big-endian, first byte not zero, empty for zero. More leading
 * zeros than the sign needs are not canonical. Fails with SSH2_NEGATIVE. */
struct ssh2_bytes ssh2_read_mpint(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
ASSIGNS(r->pos, r->status, r->fault, r->deviates, r->deviation)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_VIEW_IS_INSIDE(r, RESULT))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos >= OLD(r->pos) + 4 + RESULT.len))
ENSURES(IMPLIES(RESULT.len > 0, RESULT.data[0] != 0))
;

/* All that is left. Never fails. */
struct ssh2_bytes ssh2_read_rest(struct ssh2_reader *r)
REQUIRES(SSH2_READER_IS_VALID(r))
SSH2_READ_ASSIGNS(r)
ENSURES(SSH2_READ_STEP(r))
ENSURES(SSH2_VIEW_IS_INSIDE(r, RESULT))
ENSURES(r->status == OLD(r->status))
ENSURES(IMPLIES(r->status == SSH2_OK, r->pos == r->len && RESULT.len == r->len - OLD(r->pos)))
;

/* Ends a packet: fails with SSH2_TRAILING if anything is left. */
struct ssh2_verdict ssh2_read_end(struct ssh2_reader *r);

#endif
