/* SSH_MSG_SERVICE_REQUEST (5) for user authentication. RFC 4253, section 10; RFC 4252, section 1.
 * The client, once the first keys are in use. */
#ifndef SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_USERAUTH_H
#define SSH2_PACKET_TRANSPORT_SERVICE_REQUEST_USERAUTH_H

#include "src/packet/packet.h"

#define SSH2_SERVICE_REQUEST_USERAUTH_FIELDS(FIELD) \
    FIELD(STRING, service_name, SSH2_IS("ssh-userauth"))
SSH2_PACKET(service_request_userauth, SSH_MSG_SERVICE_REQUEST, SSH2_SERVICE_REQUEST_USERAUTH_FIELDS)

#endif
