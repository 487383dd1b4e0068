/* SSH_MSG_USERAUTH_GSSAPI_ERROR (64): what went wrong at the server. RFC 4462, section 3.8. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_ERROR_H
#define SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_ERROR_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_GSSAPI_ERROR_FIELDS(FIELD) \
    FIELD(UINT32, major_status)                  \
    FIELD(UINT32, minor_status)                  \
    FIELD(UTF8, message)                         \
    FIELD(STRING, language_tag)
SSH2_PACKET(userauth_gssapi_error, SSH_MSG_USERAUTH_GSSAPI_ERROR, SSH2_USERAUTH_GSSAPI_ERROR_FIELDS)

#endif
