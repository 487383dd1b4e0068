/* A boolean by itself: any byte but 0 is true, and 1 is the one to write. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_BOOLEAN_H
#define SSH2_PACKET_TRANSPORT_PRIM_BOOLEAN_H

#include "src/packet/packet.h"

#define SSH2_PRIM_BOOLEAN_FIELDS(FIELD) \
    FIELD(BOOLEAN, value)
SSH2_PACKET(prim_boolean, SSH2_NO_NUMBER, SSH2_PRIM_BOOLEAN_FIELDS)

#endif
