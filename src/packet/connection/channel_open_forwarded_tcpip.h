/* SSH_MSG_CHANNEL_OPEN (90), "forwarded-tcpip": someone connected to a forwarded port. RFC 4254,
 * section 7.2. The server; has to match a "tcpip-forward". */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FORWARDED_TCPIP_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FORWARDED_TCPIP_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_FORWARDED_TCPIP_FIELDS(FIELD)         \
    FIELD(STRING, channel_type, SSH2_IS("forwarded-tcpip"))     \
    FIELD(UINT32, sender_channel)                               \
    FIELD(UINT32, initial_window_size)                          \
    FIELD(UINT32, maximum_packet_size)                          \
    FIELD(STRING, connected_address)                            \
    FIELD(UINT32, connected_port, SSH2_RANGE(0, SSH2_PORT_MAX)) \
    FIELD(STRING, originator_address)                           \
    FIELD(UINT32, originator_port, SSH2_RANGE(0, SSH2_PORT_MAX))
SSH2_PACKET(channel_open_forwarded_tcpip, SSH_MSG_CHANNEL_OPEN,
            SSH2_CHANNEL_OPEN_FORWARDED_TCPIP_FIELDS)

#endif
