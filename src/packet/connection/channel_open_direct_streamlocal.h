/* SSH_MSG_CHANNEL_OPEN (90), "direct-streamlocal@openssh.com": the client asks the server to
 * connect to a Unix domain socket. OpenSSH's PROTOCOL, 2.4. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_DIRECT_STREAMLOCAL_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_DIRECT_STREAMLOCAL_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_DIRECT_STREAMLOCAL_FIELDS(FIELD)                 \
    FIELD(STRING, channel_type, SSH2_IS("direct-streamlocal@openssh.com")) \
    FIELD(UINT32, sender_channel)                                          \
    FIELD(UINT32, initial_window_size)                                     \
    FIELD(UINT32, maximum_packet_size)                                     \
    FIELD(STRING, socket_path)                                             \
    FIELD(STRING, reserved_1) /* sent empty, ignored when read */          \
    FIELD(UINT32, reserved_2) /* sent 0, ignored when read */
SSH2_PACKET(channel_open_direct_streamlocal, SSH_MSG_CHANNEL_OPEN,
            SSH2_CHANNEL_OPEN_DIRECT_STREAMLOCAL_FIELDS)

#endif
