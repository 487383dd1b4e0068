/* SSH_MSG_CHANNEL_DATA (94): bytes of a channel's main stream. RFC 4254, section 5.2. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_DATA_H
#define SSH2_PACKET_CONNECTION_CHANNEL_DATA_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_DATA_FIELDS(FIELD)                                      \
    FIELD(UINT32, recipient_channel)                                         \
    FIELD(STRING, data) /* within the window and the maximum packet size */
SSH2_PACKET(channel_data, SSH_MSG_CHANNEL_DATA, SSH2_CHANNEL_DATA_FIELDS)

#endif
