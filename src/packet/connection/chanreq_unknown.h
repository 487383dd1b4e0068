/* SSH_MSG_CHANNEL_REQUEST (98) with a type nobody here knows: answered with
 * SSH_MSG_CHANNEL_FAILURE, if want_reply is set. RFC 4254, section 5.4. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_UNKNOWN_H
#define SSH2_PACKET_CONNECTION_CHANREQ_UNKNOWN_H

#include "src/packet/connection/channel_request.h"
#include "src/packet/packet.h"

SSH2_PACKET(chanreq_unknown, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANNEL_REQUEST_FIELDS)

#endif
