/* SSH_MSG_USERAUTH_REQUEST (50), "password" with a new one: the answer to
 * SSH_MSG_USERAUTH_PASSWD_CHANGEREQ. RFC 4252, section 8. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PASSWORD_CHANGE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PASSWORD_CHANGE_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_PASSWORD_CHANGE_FIELDS(FIELD) \
    FIELD(UTF8, user_name)                                  \
    FIELD(STRING, service_name)                             \
    FIELD(STRING, method_name, SSH2_IS("password"))         \
    FIELD(BOOLEAN, change, SSH2_IS_NUMBER(true))            \
    FIELD(UTF8, plaintext_old_password)                     \
    FIELD(UTF8, plaintext_new_password)
SSH2_PACKET(userauth_request_password_change, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_PASSWORD_CHANGE_FIELDS)

#endif
