/* SSH_MSG_CHANNEL_OPEN (90), "tun@openssh.com": a tunnel of packets or frames. OpenSSH's PROTOCOL,
 * 2.3. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_TUN_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_TUN_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_TUN_FIELDS(FIELD)                                           \
    FIELD(STRING, channel_type, SSH2_IS("tun@openssh.com"))                           \
    FIELD(UINT32, sender_channel)                                                     \
    FIELD(UINT32, initial_window_size)                                                \
    FIELD(UINT32, maximum_packet_size)                                                \
    FIELD(UINT32, tunnel_mode, SSH2_RANGE(1, 2)) /* 1: point to point; 2: ethernet */ \
    FIELD(UINT32, remote_unit_number)            /* 0x7fffffff: any */
SSH2_PACKET(channel_open_tun, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_TUN_FIELDS)

#endif
