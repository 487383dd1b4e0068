/* SSH_AGENTC_EXTENSION (27), "session-bind@openssh.com": the agent learns for which server it
 * signs. OpenSSH's PROTOCOL.agent, 1. */
#ifndef SSH2_PACKET_AGENT_AGENT_EXTENSION_SESSION_BIND_H
#define SSH2_PACKET_AGENT_AGENT_EXTENSION_SESSION_BIND_H

#include "src/packet/packet.h"

#define SSH2_AGENT_SESSION_ID_MAX_BYTES 128u /* OpenSSH's */

#define SSH2_AGENT_EXTENSION_SESSION_BIND_FIELDS(FIELD)                                \
    FIELD(UTF8, extension_type, SSH2_IS("session-bind@openssh.com"))                   \
    FIELD(STRING, host_key)                                                            \
    FIELD(STRING, session_identifier, SSH2_LENGTH(1, SSH2_AGENT_SESSION_ID_MAX_BYTES)) \
    FIELD(STRING, signature) /* the host key's, over the session identifier */         \
    FIELD(BOOLEAN, is_forwarding)
SSH2_PACKET(agent_extension_session_bind, SSH_AGENTC_EXTENSION,
            SSH2_AGENT_EXTENSION_SESSION_BIND_FIELDS)

#endif
