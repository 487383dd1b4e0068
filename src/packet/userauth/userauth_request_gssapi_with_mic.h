/* SSH_MSG_USERAUTH_REQUEST (50), "gssapi-with-mic". RFC 4462, section 3.2. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_GSSAPI_WITH_MIC_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_GSSAPI_WITH_MIC_H

#include "src/packet/packet.h"
#include "src/packet/userauth/gssapi_mechanism.h"

#define SSH2_GSSAPI_MECHANISMS_MAX_COUNT 64u /* ours; there are about five */

#define SSH2_USERAUTH_REQUEST_GSSAPI_WITH_MIC_FIELDS(FIELD)           \
    FIELD(UTF8, user_name)                                            \
    FIELD(STRING, service_name)                                       \
    FIELD(STRING, method_name, SSH2_IS("gssapi-with-mic"))            \
    FIELD(UINT32, n, SSH2_RANGE(1, SSH2_GSSAPI_MECHANISMS_MAX_COUNT)) \
    FIELD(REPEAT, mechanisms, SSH2_COUNTED(gssapi_mechanism))
SSH2_PACKET(userauth_request_gssapi_with_mic, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_GSSAPI_WITH_MIC_FIELDS)

#endif
