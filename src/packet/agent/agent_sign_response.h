/* SSH_AGENT_SIGN_RESPONSE (14): the signature. RFC 9987, section 5.6. */
#ifndef SSH2_PACKET_AGENT_AGENT_SIGN_RESPONSE_H
#define SSH2_PACKET_AGENT_AGENT_SIGN_RESPONSE_H

#include "src/packet/packet.h"

#define SSH2_AGENT_SIGN_RESPONSE_FIELDS(FIELD) \
    FIELD(STRING, signature) /* a sig_*.h */
SSH2_PACKET(agent_sign_response, SSH_AGENT_SIGN_RESPONSE, SSH2_AGENT_SIGN_RESPONSE_FIELDS)

#endif
