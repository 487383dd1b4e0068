/* SSH_MSG_CHANNEL_REQUEST (98), "auth-agent-req@openssh.com": the session is to have the client's
 * agent. RFC 9987, section 7.2. The client, before the program starts. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_AUTH_AGENT_REQ_OPENSSH_H
#define SSH2_PACKET_CONNECTION_CHANREQ_AUTH_AGENT_REQ_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_AUTH_AGENT_REQ_OPENSSH_FIELDS(FIELD)              \
    FIELD(UINT32, recipient_channel)                                   \
    FIELD(STRING, request_type, SSH2_IS("auth-agent-req@openssh.com")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(chanreq_auth_agent_req_openssh, SSH_MSG_CHANNEL_REQUEST,
            SSH2_CHANREQ_AUTH_AGENT_REQ_OPENSSH_FIELDS)

#endif
