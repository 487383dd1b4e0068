/* SSH_MSG_GLOBAL_REQUEST (80) with a name nobody here knows: answered with SSH_MSG_REQUEST_FAILURE,
 * if want_reply is set. RFC 4254, section 4. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_UNKNOWN_H
#define SSH2_PACKET_CONNECTION_GLOBAL_UNKNOWN_H

#include "src/packet/connection/global_request.h"
#include "src/packet/packet.h"

SSH2_PACKET(global_unknown, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_REQUEST_FIELDS)

#endif
