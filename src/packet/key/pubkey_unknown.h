/* Any public key: its type, and what that type says. RFC 4253, section 6.6. */
#ifndef SSH2_PACKET_KEY_PUBKEY_UNKNOWN_H
#define SSH2_PACKET_KEY_PUBKEY_UNKNOWN_H

#include "src/packet/packet.h"

#define SSH2_PUBKEY_UNKNOWN_FIELDS(FIELD) \
    FIELD(STRING, key_type)               \
    FIELD(REST, key_data)
SSH2_PACKET(pubkey_unknown, SSH2_NO_NUMBER, SSH2_PUBKEY_UNKNOWN_FIELDS)

#endif
