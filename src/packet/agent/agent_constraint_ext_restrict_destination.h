/* A key's constraint: only on the way to these hosts. OpenSSH's PROTOCOL.agent, 2. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_RESTRICT_DESTINATION_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_RESTRICT_DESTINATION_H

#include "src/packet/agent/agent_constraints.h"
#include "src/packet/agent/agent_destination.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_EXT_RESTRICT_DESTINATION_FIELDS(FIELD)             \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_EXTENSION))  \
    FIELD(UTF8, extension_name, SSH2_IS("restrict-destination-v00@openssh.com")) \
    FIELD(STRING, constraints, SSH2_HOLDS_ALL(agent_destination))
SSH2_PACKET(agent_constraint_ext_restrict_destination, SSH2_NO_NUMBER,
            SSH2_AGENT_CONSTRAINT_EXT_RESTRICT_DESTINATION_FIELDS)

#endif
