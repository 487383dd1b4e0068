/* What tun_frame_l3.h holds behind its length. OpenSSH's PROTOCOL, 2.3. */
#ifndef SSH2_PACKET_CONNECTION_TUN_PACKET_L3_H
#define SSH2_PACKET_CONNECTION_TUN_PACKET_L3_H

#include "src/packet/packet.h"

#define SSH2_TUN_PACKET_L3_FIELDS(FIELD)                  \
    FIELD(UINT32, address_family) /* 2: IPv4, 24: IPv6 */ \
    FIELD(REST, packet_data)
SSH2_PACKET(tun_packet_l3, SSH2_NO_NUMBER, SSH2_TUN_PACKET_L3_FIELDS)

#endif
