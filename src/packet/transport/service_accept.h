/* SSH_MSG_SERVICE_ACCEPT (6): the server's answer to SSH_MSG_SERVICE_REQUEST. RFC 4253, section 10.
 */
#ifndef SSH2_PACKET_TRANSPORT_SERVICE_ACCEPT_H
#define SSH2_PACKET_TRANSPORT_SERVICE_ACCEPT_H

#include "src/packet/packet.h"

#define SSH2_SERVICE_ACCEPT_FIELDS(FIELD) \
    FIELD(STRING, service_name) /* as in the request */
SSH2_PACKET(service_accept, SSH_MSG_SERVICE_ACCEPT, SSH2_SERVICE_ACCEPT_FIELDS)

#endif
