/* SSH_MSG_GLOBAL_REQUEST (80), "cancel-tcpip-forward": ends a forward. RFC 4254, section 7.1.
 * Channels that the server opened before may still arrive. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_CANCEL_TCPIP_FORWARD_H
#define SSH2_PACKET_CONNECTION_GLOBAL_CANCEL_TCPIP_FORWARD_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_CANCEL_TCPIP_FORWARD_FIELDS(FIELD)                                  \
    FIELD(STRING, request_name, SSH2_IS("cancel-tcpip-forward"))                        \
    FIELD(BOOLEAN, want_reply)                                                          \
    FIELD(STRING, address_to_bind)                            /* as it was asked for */ \
    FIELD(UINT32, port_to_bind, SSH2_RANGE(0, SSH2_PORT_MAX)) /* the bound one */
SSH2_PACKET(global_cancel_tcpip_forward, SSH_MSG_GLOBAL_REQUEST,
            SSH2_GLOBAL_CANCEL_TCPIP_FORWARD_FIELDS)

#endif
