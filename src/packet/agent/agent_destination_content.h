/* From which host to which host a key may be used. OpenSSH's PROTOCOL.agent, 2. */
#ifndef SSH2_PACKET_AGENT_AGENT_DESTINATION_CONTENT_H
#define SSH2_PACKET_AGENT_AGENT_DESTINATION_CONTENT_H

#include "src/packet/agent/agent_destination_hop.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_DESTINATION_CONTENT_FIELDS(FIELD)                                      \
    FIELD(STRING, from, SSH2_HOLDS(agent_destination_hop)) /* with an empty username */   \
    FIELD(STRING, to, SSH2_HOLDS(agent_destination_hop))   /* with a hostname and keys */ \
    FIELD(STRING, reserved)
SSH2_PACKET(agent_destination_content, SSH2_NO_NUMBER, SSH2_AGENT_DESTINATION_CONTENT_FIELDS)

#endif
