/* SSH_MSG_CHANNEL_FAILURE (100): the channel's oldest unanswered request failed. RFC 4254, section
 * 5.4. Needs no window. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_FAILURE_H
#define SSH2_PACKET_CONNECTION_CHANNEL_FAILURE_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_FAILURE_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)
SSH2_PACKET(channel_failure, SSH_MSG_CHANNEL_FAILURE, SSH2_CHANNEL_FAILURE_FIELDS)

#endif
