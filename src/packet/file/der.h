/* DER, as far as keys need it: an element is a tag, a length and its content. X.690, sections 8 and
 * 10. A length in more bytes than it takes is BER, which other programs read: not canonical. */
#ifndef SSH2_PACKET_FILE_DER_H
#define SSH2_PACKET_FILE_DER_H

#include <stdbool.h>
#include <stdint.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

enum ssh2_der_tag {
    SSH2_DER_INTEGER = 0x02,
    SSH2_DER_BIT_STRING = 0x03,
    SSH2_DER_OCTET_STRING = 0x04,
    SSH2_DER_OID = 0x06,
    SSH2_DER_SEQUENCE = 0x30,
    SSH2_DER_CONTEXT_0 = 0xa0, /* "[0]", explicit or constructed */
    SSH2_DER_CONTEXT_1 = 0xa1,
    SSH2_DER_CONTEXT_1_PRIMITIVE = 0x81
};

/* The content of the next element. Fails at its first byte: with SSH2_TRUNCATED if the input ends
 * inside it, with SSH2_BAD_VALUE for another tag, with SSH2_BAD_LENGTH for a length that is
 * indefinite or of more than four bytes. */
struct ssh2_bytes ssh2_read_der(struct ssh2_reader *r, enum ssh2_der_tag tag);

/* Whether such an element comes next. */
bool ssh2_der_is_next(const struct ssh2_reader *r, enum ssh2_der_tag tag);

/* As ssh2_read_der if such an element comes next; nothing is read otherwise, and the view is empty.
 * It is SSH2_BAD_LENGTH if it is there and has no content. */
struct ssh2_bytes ssh2_read_der_optional(struct ssh2_reader *r, enum ssh2_der_tag tag);

/* Goes into the next element: a reader of its content, whose offsets are r's. Failed if r is. */
struct ssh2_reader ssh2_enter_der(struct ssh2_reader *r, enum ssh2_der_tag tag);

/* Comes out of it: SSH2_TRAILING if some of its content was not read. What content has found out,
 * r knows from then on. */
void ssh2_leave_der(struct ssh2_reader *r, struct ssh2_reader *content);

/* The magnitude of an INTEGER >= 0, without zeros in front; more of them than the sign needs are
 * not canonical. SSH2_NEGATIVE at the first byte of its content, SSH2_BAD_LENGTH at the element if
 * it has no content, or above SSH2_MPINT_MAX_BYTES. */
struct ssh2_bytes ssh2_read_der_integer(struct ssh2_reader *r);

/* An INTEGER that is at most max, below 256; SSH2_BAD_VALUE at its tag otherwise. */
uint32_t ssh2_read_der_version(struct ssh2_reader *r, uint32_t max);

/* The bytes of a BIT STRING; SSH2_BAD_VALUE at its tag unless it is whole bytes, at least one. */
struct ssh2_bytes ssh2_read_der_bits(struct ssh2_reader *r);

/* The content of a SEQUENCE that is an AlgorithmIdentifier: an OID and perhaps one element of
 * parameters. RFC 5280, section 4.1.1.2. */
struct ssh2_bytes ssh2_read_der_algorithm(struct ssh2_reader *r);

/* The same of a key that SSH can use: SSH2_BAD_VALUE at an OID that is not rsaEncryption,
 * id-ecPublicKey or id-Ed25519. RFC 3279, section 2.3; RFC 5480, section 2.1.1; RFC 8410, section
 * 3. */
struct ssh2_bytes ssh2_read_der_key_algorithm(struct ssh2_reader *r);

/* Tag and length of an element whose content is len bytes. */
void ssh2_write_der_head(struct ssh2_writer *w, enum ssh2_der_tag tag, size_t len);

void ssh2_write_der(struct ssh2_writer *w, enum ssh2_der_tag tag, struct ssh2_bytes content);
void ssh2_write_der_integer(struct ssh2_writer *w, struct ssh2_bytes magnitude);
void ssh2_write_der_version(struct ssh2_writer *w, uint32_t version);
void ssh2_write_der_bits(struct ssh2_writer *w, struct ssh2_bytes bytes);

/* An element around what write makes of in, which is called twice: to measure and to write. */
void ssh2_write_der_around(struct ssh2_writer *w, enum ssh2_der_tag tag,
                           void (*write)(struct ssh2_writer *w, const void *in), const void *in);

#endif
