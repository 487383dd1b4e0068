/* SSH_MSG_CHANNEL_OPEN (90), "auth-agent@openssh.com": a program on the server wants the agent. RFC
 * 9987, section 7.3. The server, if "auth-agent-req@openssh.com" succeeded. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_AUTH_AGENT_OPENSSH_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_AUTH_AGENT_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_AUTH_AGENT_OPENSSH_FIELDS(FIELD)         \
    FIELD(STRING, channel_type, SSH2_IS("auth-agent@openssh.com")) \
    FIELD(UINT32, sender_channel)                                  \
    FIELD(UINT32, initial_window_size)                             \
    FIELD(UINT32, maximum_packet_size)
SSH2_PACKET(channel_open_auth_agent_openssh, SSH_MSG_CHANNEL_OPEN,
            SSH2_CHANNEL_OPEN_AUTH_AGENT_OPENSSH_FIELDS)

#endif
