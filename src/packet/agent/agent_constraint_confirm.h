/* A key's constraint: only if the user agrees each time. RFC 9987, section 5.2.7.2. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_CONFIRM_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_CONFIRM_H

#include "src/packet/agent/agent_constraints.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_CONFIRM_FIELDS(FIELD) \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_CONFIRM))
SSH2_PACKET(agent_constraint_confirm, SSH2_NO_NUMBER, SSH2_AGENT_CONSTRAINT_CONFIRM_FIELDS)

#endif
