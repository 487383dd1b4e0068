/* A private key of ML-DSA-44 and Ed25519 together, as OpenSSH has it. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_MLDSA44_ED25519_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_MLDSA44_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_MLDSA44_ED25519_FIELDS(FIELD) /* ML-DSA-44's first */    \
    FIELD(STRING, key_type, SSH2_IS("ssh-mldsa44-ed25519@openssh.com"))             \
    FIELD(STRING, public_key, SSH2_EXACTLY(SSH2_MLDSA44_ED25519_KEY_BYTES))         \
    FIELD(STRING, private_seeds, SSH2_EXACTLY(SSH2_MLDSA44_ED25519_SEEDS_BYTES))
SSH2_PACKET(agent_private_mldsa44_ed25519, SSH2_NO_NUMBER,
            SSH2_AGENT_PRIVATE_MLDSA44_ED25519_FIELDS)

#endif
