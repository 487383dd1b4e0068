/* SSH_AGENTC_REMOVE_SMARTCARD_KEY (21): the agent is to forget the keys of a token. RFC 9987,
 * section 5.4. */
#ifndef SSH2_PACKET_AGENT_AGENT_REMOVE_SMARTCARD_KEY_H
#define SSH2_PACKET_AGENT_AGENT_REMOVE_SMARTCARD_KEY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_REMOVE_SMARTCARD_KEY_FIELDS(FIELD) \
    FIELD(UTF8, token_id)                             \
    FIELD(UTF8, pin) /* mostly empty */
SSH2_PACKET(agent_remove_smartcard_key, SSH_AGENTC_REMOVE_SMARTCARD_KEY,
            SSH2_AGENT_REMOVE_SMARTCARD_KEY_FIELDS)

#endif
