/* SSH_AGENTC_REMOVE_ALL_IDENTITIES (19): the agent is to forget all keys. RFC 9987, section 5.4. */
#ifndef SSH2_PACKET_AGENT_AGENT_REMOVE_ALL_IDENTITIES_H
#define SSH2_PACKET_AGENT_AGENT_REMOVE_ALL_IDENTITIES_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(agent_remove_all_identities, SSH_AGENTC_REMOVE_ALL_IDENTITIES)

#endif
