/* The name of an algorithm or method by itself: printable US-ASCII without blanks and commas; one
 * with an @ is private, and has a domain behind it. RFC 4251, section 6; RFC 4250, section 4.6.1.
 * */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_ALGORITHM_NAME_H
#define SSH2_PACKET_TRANSPORT_PRIM_ALGORITHM_NAME_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PRIM_ALGORITHM_NAME_FIELDS(FIELD) \
    FIELD(REST, name, SSH2_LENGTH(1, SSH2_NAME_MAX_BYTES))
SSH2_HANDWRITTEN_PACKET(prim_algorithm_name, SSH2_PRIM_ALGORITHM_NAME_FIELDS)

#endif
