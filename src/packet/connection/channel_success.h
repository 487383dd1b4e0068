/* SSH_MSG_CHANNEL_SUCCESS (99): the channel's oldest unanswered request succeeded. RFC 4254,
 * section 5.4. Needs no window. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_SUCCESS_H
#define SSH2_PACKET_CONNECTION_CHANNEL_SUCCESS_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_SUCCESS_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)
SSH2_PACKET(channel_success, SSH_MSG_CHANNEL_SUCCESS, SSH2_CHANNEL_SUCCESS_FIELDS)

#endif
