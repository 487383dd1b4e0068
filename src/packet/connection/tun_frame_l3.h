/* What a "tun@openssh.com" channel carries in point-to-point mode, one in each
 * SSH_MSG_CHANNEL_DATA. OpenSSH's PROTOCOL, 2.3. */
#ifndef SSH2_PACKET_CONNECTION_TUN_FRAME_L3_H
#define SSH2_PACKET_CONNECTION_TUN_FRAME_L3_H

#include "src/packet/connection/tun_packet_l3.h"
#include "src/packet/packet.h"

#define SSH2_TUN_FRAME_L3_FIELDS(FIELD) \
    FIELD(STRING, packet, SSH2_HOLDS(tun_packet_l3))
SSH2_PACKET(tun_frame_l3, SSH2_NO_NUMBER, SSH2_TUN_FRAME_L3_FIELDS)

#endif
