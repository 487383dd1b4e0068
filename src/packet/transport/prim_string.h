/* A string by itself: its length and as many bytes of any kind. RFC 4251, section 5. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_STRING_H
#define SSH2_PACKET_TRANSPORT_PRIM_STRING_H

#include "src/packet/packet.h"

#define SSH2_PRIM_STRING_FIELDS(FIELD) \
    FIELD(STRING, data)
SSH2_PACKET(prim_string, SSH2_NO_NUMBER, SSH2_PRIM_STRING_FIELDS)

#endif
