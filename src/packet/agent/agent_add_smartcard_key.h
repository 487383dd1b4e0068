/* SSH_AGENTC_ADD_SMARTCARD_KEY (20): the agent is to use the keys of a token. RFC 9987, section
 * 5.2.6. */
#ifndef SSH2_PACKET_AGENT_AGENT_ADD_SMARTCARD_KEY_H
#define SSH2_PACKET_AGENT_AGENT_ADD_SMARTCARD_KEY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_ADD_SMARTCARD_KEY_FIELDS(FIELD) \
    FIELD(STRING, token_id)                        \
    FIELD(STRING, pin)
SSH2_PACKET(agent_add_smartcard_key, SSH_AGENTC_ADD_SMARTCARD_KEY,
            SSH2_AGENT_ADD_SMARTCARD_KEY_FIELDS)

#endif
