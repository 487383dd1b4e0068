/* A uint64 by itself. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_UINT64_H
#define SSH2_PACKET_TRANSPORT_PRIM_UINT64_H

#include "src/packet/packet.h"

#define SSH2_PRIM_UINT64_FIELDS(FIELD) \
    FIELD(UINT64, value)
SSH2_PACKET(prim_uint64, SSH2_NO_NUMBER, SSH2_PRIM_UINT64_FIELDS)

#endif
