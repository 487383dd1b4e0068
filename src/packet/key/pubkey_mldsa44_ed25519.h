/* A public key of ML-DSA-44 and Ed25519 together, as OpenSSH has it. */
#ifndef SSH2_PACKET_KEY_PUBKEY_MLDSA44_ED25519_H
#define SSH2_PACKET_KEY_PUBKEY_MLDSA44_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_MLDSA44_ED25519_FIELDS(FIELD)                       \
    FIELD(STRING, key_type, SSH2_IS("ssh-mldsa44-ed25519@openssh.com")) \
    FIELD(STRING, public_key, SSH2_EXACTLY(SSH2_MLDSA44_ED25519_KEY_BYTES)) /* ML-DSA-44's first */
SSH2_PACKET(pubkey_mldsa44_ed25519, SSH2_NO_NUMBER, SSH2_PUBKEY_MLDSA44_ED25519_FIELDS)

#endif
