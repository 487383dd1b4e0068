/* SSH_MSG_CHANNEL_OPEN (90), "forwarded-streamlocal@openssh.com": someone connected to a forwarded
 * Unix domain socket. OpenSSH's PROTOCOL, 2.4. The server; has to match a streamlocal-forward. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FORWARDED_STREAMLOCAL_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FORWARDED_STREAMLOCAL_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_FORWARDED_STREAMLOCAL_FIELDS(FIELD)                 \
    FIELD(STRING, channel_type, SSH2_IS("forwarded-streamlocal@openssh.com")) \
    FIELD(UINT32, sender_channel)                                             \
    FIELD(UINT32, initial_window_size)                                        \
    FIELD(UINT32, maximum_packet_size)                                        \
    FIELD(STRING, socket_path)                                                \
    FIELD(STRING, reserved) /* sent empty, ignored when read */
SSH2_PACKET(channel_open_forwarded_streamlocal, SSH_MSG_CHANNEL_OPEN,
            SSH2_CHANNEL_OPEN_FORWARDED_STREAMLOCAL_FIELDS)

#endif
