/* A uint32 by itself. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_UINT32_H
#define SSH2_PACKET_TRANSPORT_PRIM_UINT32_H

#include "src/packet/packet.h"

#define SSH2_PRIM_UINT32_FIELDS(FIELD) \
    FIELD(UINT32, value)
SSH2_PACKET(prim_uint32, SSH2_NO_NUMBER, SSH2_PRIM_UINT32_FIELDS)

#endif
