/* SSH_MSG_USERAUTH_REQUEST (50), "none": asks which methods there are. RFC 4252, section 5.2. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_NONE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_NONE_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_NONE_FIELDS(FIELD) \
    FIELD(UTF8, user_name)                       \
    FIELD(STRING, service_name)                  \
    FIELD(STRING, method_name, SSH2_IS("none"))
SSH2_PACKET(userauth_request_none, SSH_MSG_USERAUTH_REQUEST, SSH2_USERAUTH_REQUEST_NONE_FIELDS)

#endif
