/* SSH_MSG_GLOBAL_REQUEST (80), "tcpip-forward": the client asks the server to listen. RFC 4254,
 * section 7.1. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_TCPIP_FORWARD_H
#define SSH2_PACKET_CONNECTION_GLOBAL_TCPIP_FORWARD_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_TCPIP_FORWARD_FIELDS(FIELD)                                          \
    FIELD(STRING, request_name, SSH2_IS("tcpip-forward"))                                \
    FIELD(BOOLEAN, want_reply)                                                           \
    FIELD(STRING, address_to_bind) /* section 7.1: empty: all; "0.0.0.0", "localhost" */ \
    FIELD(UINT32, port_to_bind, SSH2_RANGE(0, SSH2_PORT_MAX)) /* 0: the server chooses */
SSH2_PACKET(global_tcpip_forward, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_TCPIP_FORWARD_FIELDS)

#endif
