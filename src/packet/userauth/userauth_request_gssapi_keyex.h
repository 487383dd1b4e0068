/* SSH_MSG_USERAUTH_REQUEST (50), "gssapi-keyex": after a key exchange with GSS. RFC 4462, section
 * 4. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_GSSAPI_KEYEX_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_GSSAPI_KEYEX_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_GSSAPI_KEYEX_FIELDS(FIELD) \
    FIELD(UTF8, user_name)                               \
    FIELD(STRING, service_name)                          \
    FIELD(STRING, method_name, SSH2_IS("gssapi-keyex"))  \
    FIELD(STRING, mic)
SSH2_PACKET(userauth_request_gssapi_keyex, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_GSSAPI_KEYEX_FIELDS)

#endif
