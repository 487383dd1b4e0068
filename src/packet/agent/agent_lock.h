/* SSH_AGENTC_LOCK (22): the agent is to refuse everything until it is unlocked. RFC 9987, section
 * 5.7. */
#ifndef SSH2_PACKET_AGENT_AGENT_LOCK_H
#define SSH2_PACKET_AGENT_AGENT_LOCK_H

#include "src/packet/packet.h"

#define SSH2_AGENT_LOCK_FIELDS(FIELD) \
    FIELD(STRING, passphrase)
SSH2_PACKET(agent_lock, SSH_AGENTC_LOCK, SSH2_AGENT_LOCK_FIELDS)

#endif
