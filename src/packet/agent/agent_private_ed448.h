/* A private key, "ssh-ed448". RFC 9987, section 5.2.3. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ED448_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ED448_H

#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ED448_FIELDS(FIELD)                         \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed448"))                      \
    FIELD(STRING, enc_a, SSH2_LENGTH(57, 57))     /* the public key */ \
    FIELD(STRING, k_enc_a, SSH2_LENGTH(114, 114)) /* the seed, then the public key again */
SSH2_PACKET(agent_private_ed448, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ED448_FIELDS)

#endif
