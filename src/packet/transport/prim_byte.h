/* A byte by itself. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_BYTE_H
#define SSH2_PACKET_TRANSPORT_PRIM_BYTE_H

#include "src/packet/packet.h"

#define SSH2_PRIM_BYTE_FIELDS(FIELD) \
    FIELD(BYTE, value)
SSH2_PACKET(prim_byte, SSH2_NO_NUMBER, SSH2_PRIM_BYTE_FIELDS)

#endif
