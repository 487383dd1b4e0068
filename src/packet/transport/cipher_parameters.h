/* A cipher in numbers of bytes. RFC 4253, section 6.3; RFC 4344, section 4; RFC 5647. */
#ifndef SSH2_PACKET_TRANSPORT_CIPHER_PARAMETERS_H
#define SSH2_PACKET_TRANSPORT_CIPHER_PARAMETERS_H

#include "src/packet/packet.h"

#define SSH2_CIPHER_PARAMETERS_FIELDS(FIELD) \
    FIELD(STRING, name)                      \
    FIELD(UINT32, block)                     \
    FIELD(UINT32, key_length)                \
    FIELD(UINT32, iv_length)
SSH2_PACKET(cipher_parameters, SSH2_NO_NUMBER, SSH2_CIPHER_PARAMETERS_FIELDS)

#endif
