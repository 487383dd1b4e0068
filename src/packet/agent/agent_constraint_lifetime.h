/* A key's constraint: for so long. RFC 9987, section 5.2.7.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_LIFETIME_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_LIFETIME_H

#include "src/packet/agent/agent_constraints.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_LIFETIME_FIELDS(FIELD)                           \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_LIFETIME)) \
    FIELD(UINT32, seconds)
SSH2_PACKET(agent_constraint_lifetime, SSH2_NO_NUMBER, SSH2_AGENT_CONSTRAINT_LIFETIME_FIELDS)

#endif
