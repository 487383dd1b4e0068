/* SSH_AGENTC_ADD_ID_CONSTRAINED (25): gives a private key to the agent, for limited use. RFC 9987,
 * section 5.2. */
#ifndef SSH2_PACKET_AGENT_AGENT_ADD_ID_CONSTRAINED_H
#define SSH2_PACKET_AGENT_AGENT_ADD_ID_CONSTRAINED_H

#include "src/packet/packet.h"

#define SSH2_AGENT_ADD_ID_CONSTRAINED_FIELDS(FIELD) \
    FIELD(REST, key_comment_and_constraints) /* and agent_constraint_*.h */
SSH2_PACKET(agent_add_id_constrained, SSH_AGENTC_ADD_ID_CONSTRAINED,
            SSH2_AGENT_ADD_ID_CONSTRAINED_FIELDS)

#endif
