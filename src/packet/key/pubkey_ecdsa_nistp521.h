/* A public key, "ecdsa-sha2-nistp521". RFC 5656, section 3.1. */
#ifndef SSH2_PACKET_KEY_PUBKEY_ECDSA_NISTP521_H
#define SSH2_PACKET_KEY_PUBKEY_ECDSA_NISTP521_H

#include "src/packet/key/pubkey_ecdsa_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_ECDSA_NISTP521_FIELDS(FIELD) \
    SSH2_PUBKEY_ECDSA_FIELDS(FIELD, "nistp521", SSH2_NISTP521_POINT_BYTES)
SSH2_PACKET(pubkey_ecdsa_nistp521, SSH2_NO_NUMBER, SSH2_PUBKEY_ECDSA_NISTP521_FIELDS)

#endif
