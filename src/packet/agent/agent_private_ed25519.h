/* A private key, "ssh-ed25519". RFC 9987, section 5.2.3. Also in openssh_private_key_list.h. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ED25519_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ED25519_FIELDS(FIELD)                                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed25519"))                                 \
    FIELD(STRING, enc_a, SSH2_EXACTLY(SSH2_ED25519_KEY_BYTES)) /* the public key */ \
    FIELD(STRING, k_enc_a, SSH2_EXACTLY(SSH2_ED25519_PAIR_BYTES)) /* the seed, then enc_a again */
SSH2_PACKET(agent_private_ed25519, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ED25519_FIELDS)

#endif
