/* SSH_MSG_USERAUTH_GSSAPI_RESPONSE (60): the mechanism that the server chose. RFC 4462, section
 * 3.3. The server, while "gssapi-with-mic" is outstanding, as are the others of this method. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_RESPONSE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_RESPONSE_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_GSSAPI_RESPONSE_FIELDS(FIELD) \
    FIELD(STRING, selected_mechanism_oid) /* DER */
SSH2_PACKET(userauth_gssapi_response, SSH_MSG_USERAUTH_GSSAPI_RESPONSE,
            SSH2_USERAUTH_GSSAPI_RESPONSE_FIELDS)

#endif
