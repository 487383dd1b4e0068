/* SSH_MSG_CHANNEL_OPEN (90), "x11": a program on the server wants the display. RFC 4254, section
 * 6.3.2. The server, if "x11-req" succeeded. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_X11_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_X11_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_X11_FIELDS(FIELD)     \
    FIELD(STRING, channel_type, SSH2_IS("x11")) \
    FIELD(UINT32, sender_channel)               \
    FIELD(UINT32, initial_window_size)          \
    FIELD(UINT32, maximum_packet_size)          \
    FIELD(STRING, originator_address)           \
    FIELD(UINT32, originator_port, SSH2_RANGE(0, SSH2_PORT_MAX))
SSH2_PACKET(channel_open_x11, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_X11_FIELDS)

#endif
