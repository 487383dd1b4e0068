/* SSH_MSG_REQUEST_FAILURE (82): the oldest unanswered global request failed. RFC 4254, section 4.
 */
#ifndef SSH2_PACKET_CONNECTION_REQUEST_FAILURE_H
#define SSH2_PACKET_CONNECTION_REQUEST_FAILURE_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(request_failure, SSH_MSG_REQUEST_FAILURE)

#endif
