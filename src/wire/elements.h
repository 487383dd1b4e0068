/* The engine's loop over elements, apart so that it is proven once, for elements of every type. */
#ifndef SSH2_WIRE_ELEMENTS_H
#define SSH2_WIRE_ELEMENTS_H

#include "src/wire/packet.h"

/* Checks elements without keeping them: count of them if counted, or else all that there are.
 * An element takes at least a byte, or this might not end: src/packet/packet_proof.c sees to it. */
void ssh2_check_elements(struct ssh2_reader *r, ssh2_packet_type_function *element, bool counted,
                         uint64_t count)
REQUIRES(SSH2_READER_IS_VALID(r))
ASSIGNS(r->pos, r->status, r->fault, r->deviates, r->deviation)
ENSURES(SSH2_READ_FORWARD(r))
;

#endif
