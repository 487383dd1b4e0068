/* A multiple precision integer by itself; the negative ones are refused. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_MPINT_H
#define SSH2_PACKET_TRANSPORT_PRIM_MPINT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PRIM_MPINT_FIELDS(FIELD) \
    FIELD(MPINT, data, SSH2_LENGTH(0, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(prim_mpint, SSH2_NO_NUMBER, SSH2_PRIM_MPINT_FIELDS)

#endif
