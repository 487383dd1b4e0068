/* SSH_AGENTC_SIGN_REQUEST (13): asks for a signature. RFC 9987, section 5.6. */
#ifndef SSH2_PACKET_AGENT_AGENT_SIGN_REQUEST_H
#define SSH2_PACKET_AGENT_AGENT_SIGN_REQUEST_H

#include "src/packet/packet.h"

#define SSH_AGENT_RSA_SHA2_256 0x2u /* RFC 9987, section 8.3 */
#define SSH_AGENT_RSA_SHA2_512 0x4u

#define SSH2_AGENT_SIGN_REQUEST_FIELDS(FIELD) \
    FIELD(STRING, key_blob)                   \
    FIELD(STRING, data)                       \
    FIELD(UINT32, flags) /* SSH_AGENT_RSA_SHA2_*, for RSA only */
SSH2_PACKET(agent_sign_request, SSH_AGENTC_SIGN_REQUEST, SSH2_AGENT_SIGN_REQUEST_FIELDS)

#endif
