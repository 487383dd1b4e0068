/* A private key, "ssh-ed448". RFC 9987, section 5.2.3. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ED448_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ED448_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ED448_FIELDS(FIELD)                                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed448"))                                 \
    FIELD(STRING, enc_a, SSH2_EXACTLY(SSH2_ED448_KEY_BYTES)) /* the public key */ \
    FIELD(STRING, k_enc_a, SSH2_EXACTLY(SSH2_ED448_PAIR_BYTES)) /* the seed, then enc_a again */
SSH2_PACKET(agent_private_ed448, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ED448_FIELDS)

#endif
