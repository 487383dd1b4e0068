/* A string by itself that is meant for people. RFC 4251, section 5; RFC 3629. */
#ifndef SSH2_PACKET_TRANSPORT_PRIM_UTF8_H
#define SSH2_PACKET_TRANSPORT_PRIM_UTF8_H

#include "src/packet/packet.h"

#define SSH2_PRIM_UTF8_FIELDS(FIELD) \
    FIELD(UTF8, data)
SSH2_PACKET(prim_utf8, SSH2_NO_NUMBER, SSH2_PRIM_UTF8_FIELDS)

#endif
