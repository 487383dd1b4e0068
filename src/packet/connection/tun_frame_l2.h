/* What a "tun@openssh.com" channel carries in ethernet mode, one in each SSH_MSG_CHANNEL_DATA.
 * OpenSSH's PROTOCOL, 2.3. */
#ifndef SSH2_PACKET_CONNECTION_TUN_FRAME_L2_H
#define SSH2_PACKET_CONNECTION_TUN_FRAME_L2_H

#include "src/packet/packet.h"

#define SSH2_TUN_FRAME_L2_FIELDS(FIELD) \
    FIELD(STRING, frame)
SSH2_PACKET(tun_frame_l2, SSH2_NO_NUMBER, SSH2_TUN_FRAME_L2_FIELDS)

#endif
