/* SSH_MSG_CHANNEL_OPEN (90), "session": a place to run a program. RFC 4254, section 6.1. The client
 * only. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_SESSION_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_SESSION_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_SESSION_FIELDS(FIELD)     \
    FIELD(STRING, channel_type, SSH2_IS("session")) \
    FIELD(UINT32, sender_channel)                   \
    FIELD(UINT32, initial_window_size)              \
    FIELD(UINT32, maximum_packet_size)
SSH2_PACKET(channel_open_session, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_SESSION_FIELDS)

#endif
