/* What the MIC of "gssapi-with-mic" is computed of. RFC 4462, section 3.5. */
#ifndef SSH2_PACKET_USERAUTH_SIGNED_DATA_GSSAPI_MIC_H
#define SSH2_PACKET_USERAUTH_SIGNED_DATA_GSSAPI_MIC_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_GSSAPI_MIC_FIELDS(FIELD)                         \
    FIELD(STRING, session_identifier)                                     \
    FIELD(BYTE, message_number, SSH2_IS_NUMBER(SSH_MSG_USERAUTH_REQUEST)) \
    FIELD(UTF8, user_name)                                                \
    FIELD(STRING, service_name)                                           \
    FIELD(STRING, method_name, SSH2_IS("gssapi-with-mic"))
SSH2_PACKET(signed_data_gssapi_mic, SSH2_NO_NUMBER, SSH2_SIGNED_DATA_GSSAPI_MIC_FIELDS)

#endif
