/* The server's ciphertext and public key for "sntrup761x25519-sha512". RFC 9941, section 3. */
#ifndef SSH2_PACKET_KEX_SNTRUP761X25519_Q_S_H
#define SSH2_PACKET_KEX_SNTRUP761X25519_Q_S_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SNTRUP761X25519_Q_S_FIELDS(FIELD)                                     \
    FIELD(BYTES, sntrup761_ciphertext, SSH2_SIZE(SSH2_SNTRUP761_CIPHERTEXT_BYTES)) \
    FIELD(BYTES, x25519_public_key, SSH2_SIZE(SSH2_CURVE25519_KEY_BYTES))
SSH2_PACKET(sntrup761x25519_q_s, SSH2_NO_NUMBER, SSH2_SNTRUP761X25519_Q_S_FIELDS)

#endif
