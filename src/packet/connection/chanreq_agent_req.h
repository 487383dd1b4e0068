/* SSH_MSG_CHANNEL_REQUEST (98), "agent-req": the session is to have the client's agent. RFC 9987,
 * section 7.2. The client, before the program starts. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_AGENT_REQ_H
#define SSH2_PACKET_CONNECTION_CHANREQ_AGENT_REQ_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_AGENT_REQ_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)                  \
    FIELD(STRING, request_type, SSH2_IS("agent-req")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(chanreq_agent_req, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_AGENT_REQ_FIELDS)

#endif
