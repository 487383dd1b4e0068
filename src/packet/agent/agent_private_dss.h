/* A private key, "ssh-dss". RFC 9987, section 5.2.1. History. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_DSS_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_DSS_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_DSS_FIELDS(FIELD)              \
    FIELD(STRING, key_type, SSH2_IS("ssh-dss"))           \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) \
    FIELD(MPINT, q, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) \
    FIELD(MPINT, g, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) \
    FIELD(MPINT, y, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) \
    FIELD(MPINT, x, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(agent_private_dss, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_DSS_FIELDS)

#endif
