/* A host key on the way to a destination. OpenSSH's PROTOCOL.agent, 2. */
#ifndef SSH2_PACKET_AGENT_AGENT_DESTINATION_KEY_H
#define SSH2_PACKET_AGENT_AGENT_DESTINATION_KEY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_DESTINATION_KEY_FIELDS(FIELD) \
    FIELD(STRING, key_blob)                      \
    FIELD(BOOLEAN, is_ca)
SSH2_PACKET(agent_destination_key, SSH2_NO_NUMBER, SSH2_AGENT_DESTINATION_KEY_FIELDS)

#endif
