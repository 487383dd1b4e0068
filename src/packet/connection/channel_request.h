/* SSH_MSG_CHANNEL_REQUEST (98): a request about one channel. RFC 4254, section 5.4. Either side.
 * What follows depends on request_type: see chanreq_*.h. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_REQUEST_H
#define SSH2_PACKET_CONNECTION_CHANNEL_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_REQUEST_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)       \
    FIELD(STRING, request_type)            \
    FIELD(BOOLEAN, want_reply)             \
    FIELD(REST, request_data)
SSH2_PACKET(channel_request, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANNEL_REQUEST_FIELDS)

#endif
