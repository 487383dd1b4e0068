/* SSH_MSG_CHANNEL_WINDOW_ADJUST (93): the recipient may send more. RFC 4254, section 5.2. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_WINDOW_ADJUST_H
#define SSH2_PACKET_CONNECTION_CHANNEL_WINDOW_ADJUST_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_WINDOW_ADJUST_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)             \
    FIELD(UINT32, bytes_to_add) /* the sum must stay below 2^32 */
SSH2_PACKET(channel_window_adjust, SSH_MSG_CHANNEL_WINDOW_ADJUST, SSH2_CHANNEL_WINDOW_ADJUST_FIELDS)

#endif
