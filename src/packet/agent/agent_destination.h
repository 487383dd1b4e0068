/* One destination that a key may be used for. OpenSSH's PROTOCOL.agent, 2. */
#ifndef SSH2_PACKET_AGENT_AGENT_DESTINATION_H
#define SSH2_PACKET_AGENT_AGENT_DESTINATION_H

#include "src/packet/agent/agent_destination_content.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_DESTINATION_FIELDS(FIELD) \
    FIELD(STRING, constraint, SSH2_HOLDS(agent_destination_content))
SSH2_PACKET(agent_destination, SSH2_NO_NUMBER, SSH2_AGENT_DESTINATION_FIELDS)

#endif
