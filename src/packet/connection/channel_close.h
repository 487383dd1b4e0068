/* SSH_MSG_CHANNEL_CLOSE (97): ends the channel, answered with the same. RFC 4254, section 5.3.
 * Needs no window. A side is done with the number when it has both sent and received this. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_CLOSE_H
#define SSH2_PACKET_CONNECTION_CHANNEL_CLOSE_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_CLOSE_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)
SSH2_PACKET(channel_close, SSH_MSG_CHANNEL_CLOSE, SSH2_CHANNEL_CLOSE_FIELDS)

#endif
