/* SSH_MSG_CHANNEL_OPEN (90), "agent-connect": a program on the server wants the agent. RFC 9987,
 * section 7.3. The server, if "agent-req" succeeded. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_AGENT_CONNECT_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_AGENT_CONNECT_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_AGENT_CONNECT_FIELDS(FIELD)     \
    FIELD(STRING, channel_type, SSH2_IS("agent-connect")) \
    FIELD(UINT32, sender_channel)                         \
    FIELD(UINT32, initial_window_size)                    \
    FIELD(UINT32, maximum_packet_size)
SSH2_PACKET(channel_open_agent_connect, SSH_MSG_CHANNEL_OPEN,
            SSH2_CHANNEL_OPEN_AGENT_CONNECT_FIELDS)

#endif
