/* SSH_MSG_REQUEST_SUCCESS (81): the oldest unanswered global request succeeded. RFC 4254, section
 * 4. */
#ifndef SSH2_PACKET_CONNECTION_REQUEST_SUCCESS_H
#define SSH2_PACKET_CONNECTION_REQUEST_SUCCESS_H

#include "src/packet/packet.h"

#define SSH2_REQUEST_SUCCESS_FIELDS(FIELD) \
    FIELD(REST, response_data) /* depends on the request; mostly empty */
SSH2_PACKET(request_success, SSH_MSG_REQUEST_SUCCESS, SSH2_REQUEST_SUCCESS_FIELDS)

#endif
