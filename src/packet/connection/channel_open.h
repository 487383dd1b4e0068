/* SSH_MSG_CHANNEL_OPEN (90): one side asks the other to open a channel. RFC 4254, section 5.1.
 * Either side, once authentication is done. type_data: see channel_open_*.h. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_FIELDS(FIELD)                                                          \
    FIELD(STRING, channel_type)        /* printable US-ASCII, e.g. "session" */                  \
    FIELD(UINT32, sender_channel)      /* the sender's own number for the channel */             \
    FIELD(UINT32, initial_window_size) /* bytes that may come before the first window adjust */  \
    FIELD(UINT32, maximum_packet_size) /* bytes of data in one CHANNEL_DATA */                   \
    FIELD(REST, type_data)
SSH2_PACKET(channel_open, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_FIELDS)

#endif
