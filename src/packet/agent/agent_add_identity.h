/* SSH_AGENTC_ADD_IDENTITY (17): gives a private key to the agent. RFC 9987, section 5.2. */
#ifndef SSH2_PACKET_AGENT_AGENT_ADD_IDENTITY_H
#define SSH2_PACKET_AGENT_AGENT_ADD_IDENTITY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_ADD_IDENTITY_FIELDS(FIELD) \
    FIELD(REST, key_and_comment) /* an agent_private_*.h and a string */
SSH2_PACKET(agent_add_identity, SSH_AGENTC_ADD_IDENTITY, SSH2_AGENT_ADD_IDENTITY_FIELDS)

#endif
