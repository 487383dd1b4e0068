/* A public key, "ecdsa-sha2-nistp256". RFC 5656, section 3.1. */
#ifndef SSH2_PACKET_KEY_PUBKEY_ECDSA_NISTP256_H
#define SSH2_PACKET_KEY_PUBKEY_ECDSA_NISTP256_H

#include "src/packet/key/pubkey_ecdsa_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_ECDSA_NISTP256_FIELDS(FIELD) \
    SSH2_PUBKEY_ECDSA_FIELDS(FIELD, "nistp256", SSH2_NISTP256_POINT_BYTES)
SSH2_PACKET(pubkey_ecdsa_nistp256, SSH2_NO_NUMBER, SSH2_PUBKEY_ECDSA_NISTP256_FIELDS)

#endif
