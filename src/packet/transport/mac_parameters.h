/* A MAC method in numbers of bytes. RFC 4253, section 6.4; RFC 6668, section 2. */
#ifndef SSH2_PACKET_TRANSPORT_MAC_PARAMETERS_H
#define SSH2_PACKET_TRANSPORT_MAC_PARAMETERS_H

#include "src/packet/packet.h"

#define SSH2_MAC_PARAMETERS_FIELDS(FIELD) \
    FIELD(STRING, name)                   \
    FIELD(UINT32, key_length)             \
    FIELD(UINT32, tag_length)
SSH2_PACKET(mac_parameters, SSH2_NO_NUMBER, SSH2_MAC_PARAMETERS_FIELDS)

#endif
