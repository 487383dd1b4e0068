/* SSH_AGENTC_UNLOCK (23): ends a lock. RFC 9987, section 5.7. */
#ifndef SSH2_PACKET_AGENT_AGENT_UNLOCK_H
#define SSH2_PACKET_AGENT_AGENT_UNLOCK_H

#include "src/packet/packet.h"

#define SSH2_AGENT_UNLOCK_FIELDS(FIELD) \
    FIELD(STRING, passphrase)
SSH2_PACKET(agent_unlock, SSH_AGENTC_UNLOCK, SSH2_AGENT_UNLOCK_FIELDS)

#endif
