/* SSH_AGENT_IDENTITIES_ANSWER (12): the agent's keys. RFC 9987, section 5.5. */
#ifndef SSH2_PACKET_AGENT_AGENT_IDENTITIES_ANSWER_H
#define SSH2_PACKET_AGENT_AGENT_IDENTITIES_ANSWER_H

#include "src/packet/agent/agent_identity.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_KEYS_MAX_COUNT 2048u /* as OpenSSH's client has it */

#define SSH2_AGENT_IDENTITIES_ANSWER_FIELDS(FIELD)                 \
    FIELD(UINT32, nkeys, SSH2_RANGE(0, SSH2_AGENT_KEYS_MAX_COUNT)) \
    FIELD(REPEAT, keys, SSH2_COUNTED(agent_identity))
SSH2_PACKET(agent_identities_answer, SSH_AGENT_IDENTITIES_ANSWER,
            SSH2_AGENT_IDENTITIES_ANSWER_FIELDS)

#endif
