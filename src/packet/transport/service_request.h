/* SSH_MSG_SERVICE_REQUEST (5): the client wants a service. RFC 4253, section 10. */
#ifndef SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_H
#define SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_SERVICE_REQUEST_FIELDS(FIELD) \
    FIELD(STRING, service_name) /* "ssh-userauth" or "ssh-connection" */
SSH2_PACKET(service_request, SSH_MSG_SERVICE_REQUEST, SSH2_SERVICE_REQUEST_FIELDS)

#endif
