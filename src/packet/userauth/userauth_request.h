/* SSH_MSG_USERAUTH_REQUEST (50): the client tries a method. RFC 4252, section 5. What follows
 * depends on method_name: see userauth_request_*.h. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_FIELDS(FIELD)                                    \
    FIELD(UTF8, user_name)      /* may change from one request to the next */  \
    FIELD(STRING, service_name) /* to start after success: "ssh-connection" */ \
    FIELD(STRING, method_name)                                                 \
    FIELD(REST, method_fields)
SSH2_PACKET(userauth_request, SSH_MSG_USERAUTH_REQUEST, SSH2_USERAUTH_REQUEST_FIELDS)

#endif
