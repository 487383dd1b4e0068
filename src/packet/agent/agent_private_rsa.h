/* A private key, "ssh-rsa". RFC 9987, section 5.2.4. Also in openssh_private_key_list.h. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_RSA_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_RSA_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_RSA_FIELDS(FIELD)                                                 \
    FIELD(STRING, key_type, SSH2_IS("ssh-rsa"))                                              \
    FIELD(MPINT, n, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    FIELD(MPINT, d, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    FIELD(MPINT, iqmp, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* the inverse of q modulo p */ \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    FIELD(MPINT, q, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(agent_private_rsa, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_RSA_FIELDS)

#endif
