/* A string that is to become a C string, which no NUL may end early. RFC 4251, section 5. One NUL
 * as its last byte is met in practice, left out of data, and not canonical. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_CSTRING_H
#define SSH2_PACKET_TRANSPORT_PRIM_CSTRING_H

#include "src/packet/packet.h"

#define SSH2_PRIM_CSTRING_FIELDS(FIELD) \
    FIELD(STRING, data)
SSH2_HANDWRITTEN_PACKET(prim_cstring, SSH2_PRIM_CSTRING_FIELDS)

#endif
