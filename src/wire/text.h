/* What may stand in a string: the loops over a peer's bytes, apart so that each is proven with a
 * loop contract of its own. */
#ifndef SSH2_WIRE_TEXT_H
#define SSH2_WIRE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/wire/bytes.h"
#include "src/wire/proof.h"

/* Offset of the first byte that keeps text from being a name-list (RFC 4251, sections 5 and 6:
 * printable US-ASCII names of at least one byte, commas between them), or text.len if it is one. */
size_t ssh2_name_list_fault(struct ssh2_bytes text)
REQUIRES(SSH2_IS_READABLE(text))
ASSIGNS()
ENSURES(RESULT <= text.len)
ENSURES(IMPLIES(RESULT == text.len && ssh2_proof_index < text.len,
                text.data[ssh2_proof_index] > 0x20 && text.data[ssh2_proof_index] < 0x7f))
ENSURES(IMPLIES(RESULT == text.len && text.len > 0,
                text.data[0] != ',' && text.data[text.len - 1] != ','))
;

/* Offset of the first byte of the first sequence that is not UTF-8 (RFC 3629, section 4), or
 * text.len if there is none. */
size_t ssh2_utf8_fault(struct ssh2_bytes text)
REQUIRES(SSH2_IS_READABLE(text))
ASSIGNS()
ENSURES(RESULT <= text.len)
;

/* The same number without leading zero bytes. */
struct ssh2_bytes ssh2_trim_zeros(struct ssh2_bytes number)
REQUIRES(SSH2_IS_READABLE(number))
ASSIGNS()
ENSURES(RESULT.len <= number.len)
ENSURES(IMPLIES(RESULT.len > 0, SAME_POINTER(RESULT.data, number.data + (number.len - RESULT.len))))
ENSURES(IMPLIES(RESULT.len > 0, RESULT.data[0] != 0))
ENSURES(IMPLIES(ssh2_proof_index < number.len - RESULT.len, number.data[ssh2_proof_index] == 0))
;

/* Takes the first name off a well-formed name-list: true and *name, or false at its end. */
bool ssh2_name_list_next(struct ssh2_bytes *list, struct ssh2_bytes *name);

/* Whether name is one of a well-formed list's names. Names are case-sensitive. */
bool ssh2_name_list_has(struct ssh2_bytes list, struct ssh2_bytes name);

#endif
