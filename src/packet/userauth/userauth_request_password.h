/* SSH_MSG_USERAUTH_REQUEST (50), "password". RFC 4252, section 8. Only under encryption and MAC. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PASSWORD_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PASSWORD_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_PASSWORD_FIELDS(FIELD) \
    FIELD(UTF8, user_name)                           \
    FIELD(STRING, service_name)                      \
    FIELD(STRING, method_name, SSH2_IS("password"))  \
    FIELD(BOOLEAN, change, SSH2_IS_NUMBER(false))    \
    FIELD(UTF8, plaintext_password)
SSH2_PACKET(userauth_request_password, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_PASSWORD_FIELDS)

#endif
