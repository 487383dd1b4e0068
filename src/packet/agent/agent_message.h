/* Every message to and from the agent: its length, then its type and what that says. RFC 9987,
 * section 5. */
#ifndef SSH2_PACKET_AGENT_AGENT_MESSAGE_H
#define SSH2_PACKET_AGENT_AGENT_MESSAGE_H

#include "src/packet/packet.h"

#define SSH2_AGENT_MESSAGE_MAX_BYTES 262144u /* type and contents; OpenSSH's */

#define SSH2_AGENT_MESSAGE_FIELDS(FIELD) \
    FIELD(STRING, type_and_contents, SSH2_LENGTH(1, SSH2_AGENT_MESSAGE_MAX_BYTES))
SSH2_PACKET(agent_message, SSH2_NO_NUMBER, SSH2_AGENT_MESSAGE_FIELDS)

#endif
