/* SSH_MSG_SERVICE_REQUEST (5) for the connection protocol. RFC 4253, section 10; RFC 4254, section
 * 1. Rare: SSH_MSG_USERAUTH_REQUEST names this service by itself. */
#ifndef SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_CONNECTION_H
#define SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_CONNECTION_H

#include "src/packet/packet.h"

#define SSH2_SERVICE_REQUEST_CONNECTION_FIELDS(FIELD) \
    FIELD(STRING, service_name, SSH2_IS("ssh-connection"))
SSH2_PACKET(service_request_connection, SSH_MSG_SERVICE_REQUEST,
            SSH2_SERVICE_REQUEST_CONNECTION_FIELDS)

#endif
