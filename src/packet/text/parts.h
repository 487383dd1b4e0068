/* Parts of a line that end at a certain byte, and numbers in digits: what text formats that are
 * not words and blanks are made of. */
#ifndef SSH2_PACKET_TEXT_PARTS_H
#define SSH2_PACKET_TEXT_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

/* Passes over exactly these bytes. Fails with SSH2_TRUNCATED if the input ends before they are
 * whole, with SSH2_BAD_VALUE if others are there; both at the first of them. */
void ssh2_expect(struct ssh2_reader *r, struct ssh2_bytes literal);

/* The bytes up to delimiter, which is passed over. Fails with SSH2_TRUNCATED if there is none. */
struct ssh2_bytes ssh2_read_until(struct ssh2_reader *r, uint8_t delimiter);

/* A number in decimal digits. Zeros in front are not canonical. Fails with SSH2_TRUNCATED at the
 * end of the input, with SSH2_BAD_VALUE if there is no digit or the number is above max. */
uint64_t ssh2_read_decimal(struct ssh2_reader *r, uint64_t max);

void ssh2_write_decimal(struct ssh2_writer *w, uint64_t value);

/* Makes w fail with SSH2_BAD_VALUE unless it is right to write what comes next. */
void ssh2_write_only_if(struct ssh2_writer *w, bool right);

/* Whether byte occurs in text. */
bool ssh2_has_byte(struct ssh2_bytes text, uint8_t byte);

#endif
