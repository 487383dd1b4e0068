/* SSH_MSG_CHANNEL_OPEN (90), "direct-tcpip": the client asks the server to connect. RFC 4254,
 * section 7.2. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_DIRECT_TCPIP_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_DIRECT_TCPIP_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_DIRECT_TCPIP_FIELDS(FIELD)             \
    FIELD(STRING, channel_type, SSH2_IS("direct-tcpip"))         \
    FIELD(UINT32, sender_channel)                                \
    FIELD(UINT32, initial_window_size)                           \
    FIELD(UINT32, maximum_packet_size)                           \
    FIELD(STRING, host_to_connect)                               \
    FIELD(UINT32, port_to_connect, SSH2_RANGE(0, SSH2_PORT_MAX)) \
    FIELD(STRING, originator_address)                            \
    FIELD(UINT32, originator_port, SSH2_RANGE(0, SSH2_PORT_MAX))
SSH2_PACKET(channel_open_direct_tcpip, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_DIRECT_TCPIP_FIELDS)

#endif
