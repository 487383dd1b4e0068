/* SSH_MSG_GLOBAL_REQUEST (80): a request that is not about one channel. RFC 4254, section 4. Either
 * side; answered in the order of the requests, if want_reply is set. What follows depends on
 * request_name: see global_*.h. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_REQUEST_H
#define SSH2_PACKET_CONNECTION_GLOBAL_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_REQUEST_FIELDS(FIELD) \
    FIELD(STRING, request_name)           \
    FIELD(BOOLEAN, want_reply)            \
    FIELD(REST, request_data)
SSH2_PACKET(global_request, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_REQUEST_FIELDS)

#endif
