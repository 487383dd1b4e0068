/* SSH_MSG_USERAUTH_GSSAPI_MIC (66): the client is done. RFC 4462, section 3.6. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_MIC_H
#define SSH2_PACKET_USERAUTH_USERAUTH_GSSAPI_MIC_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_GSSAPI_MIC_FIELDS(FIELD) \
    FIELD(STRING, mic) /* over signed_data_gssapi_mic */
SSH2_PACKET(userauth_gssapi_mic, SSH_MSG_USERAUTH_GSSAPI_MIC, SSH2_USERAUTH_GSSAPI_MIC_FIELDS)

#endif
