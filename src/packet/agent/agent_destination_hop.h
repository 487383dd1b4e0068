/* A host on the way to a destination. OpenSSH's PROTOCOL.agent, 2. */
#ifndef SSH2_PACKET_AGENT_AGENT_DESTINATION_HOP_H
#define SSH2_PACKET_AGENT_AGENT_DESTINATION_HOP_H

#include "src/packet/agent/agent_destination_key.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_DESTINATION_HOP_FIELDS(FIELD) \
    FIELD(STRING, username)                      \
    FIELD(STRING, hostname)                      \
    FIELD(STRING, reserved)                      \
    FIELD(REPEAT, keys, SSH2_OF(agent_destination_key))
SSH2_PACKET(agent_destination_hop, SSH2_NO_NUMBER, SSH2_AGENT_DESTINATION_HOP_FIELDS)

#endif
