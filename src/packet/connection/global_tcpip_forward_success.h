/* SSH_MSG_REQUEST_SUCCESS (81) for "tcpip-forward" with port 0. RFC 4254, section 7.1. When a port
 * was asked for, the answer carries nothing: request_success.h. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_TCPIP_FORWARD_SUCCESS_H
#define SSH2_PACKET_CONNECTION_GLOBAL_TCPIP_FORWARD_SUCCESS_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_TCPIP_FORWARD_SUCCESS_FIELDS(FIELD) \
    FIELD(UINT32, bound_port, SSH2_RANGE(1, SSH2_PORT_MAX))
SSH2_PACKET(global_tcpip_forward_success, SSH_MSG_REQUEST_SUCCESS,
            SSH2_GLOBAL_TCPIP_FORWARD_SUCCESS_FIELDS)

#endif
