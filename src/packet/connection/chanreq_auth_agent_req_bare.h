/* SSH_MSG_CHANNEL_REQUEST (98), "auth-agent-req": the name without a domain, which libssh2 tries
 * first. The client, before the program starts. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_AUTH_AGENT_REQ_BARE_H
#define SSH2_PACKET_CONNECTION_CHANREQ_AUTH_AGENT_REQ_BARE_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_AUTH_AGENT_REQ_BARE_FIELDS(FIELD)     \
    FIELD(UINT32, recipient_channel)                       \
    FIELD(STRING, request_type, SSH2_IS("auth-agent-req")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(chanreq_auth_agent_req_bare, SSH_MSG_CHANNEL_REQUEST,
            SSH2_CHANREQ_AUTH_AGENT_REQ_BARE_FIELDS)

#endif
