/* A private key of ML-DSA-44 and Ed25519 together, as OpenSSH has it. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_MLDSA44_ED25519_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_MLDSA44_ED25519_H

#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_MLDSA44_ED25519_FIELDS(FIELD)                                      \
    FIELD(STRING, key_type, SSH2_IS("ssh-mldsa44-ed25519@openssh.com"))                       \
    FIELD(STRING, public_key, SSH2_LENGTH(1344, 1344)) /* 1312 of ML-DSA-44, 32 of Ed25519 */ \
    FIELD(STRING, private_seeds, SSH2_LENGTH(64, 64))  /* 32 of each */
SSH2_PACKET(agent_private_mldsa44_ed25519, SSH2_NO_NUMBER,
            SSH2_AGENT_PRIVATE_MLDSA44_ED25519_FIELDS)

#endif
