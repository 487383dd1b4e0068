/* SSH_AGENTC_ADD_SMARTCARD_KEY_CONSTRAINED (26): the agent is to use the keys of a token, within
 * limits. RFC 9987, section 5.2.6. */
#ifndef SSH2_PACKET_AGENT_AGENT_ADD_SMARTCARD_KEY_CONSTRAINED_H
#define SSH2_PACKET_AGENT_AGENT_ADD_SMARTCARD_KEY_CONSTRAINED_H

#include "src/packet/packet.h"

#define SSH2_AGENT_ADD_SMARTCARD_KEY_CONSTRAINED_FIELDS(FIELD) \
    FIELD(STRING, token_id)                                    \
    FIELD(STRING, pin)                                         \
    FIELD(REST, constraints) /* agent_constraint_*.h: an unknown one ends all parsing */
SSH2_PACKET(agent_add_smartcard_key_constrained, SSH_AGENTC_ADD_SMARTCARD_KEY_CONSTRAINED,
            SSH2_AGENT_ADD_SMARTCARD_KEY_CONSTRAINED_FIELDS)

#endif
