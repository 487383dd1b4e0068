/* SSH_MSG_CHANNEL_OPEN_CONFIRMATION (91): the channel is open. RFC 4254, section 5.1. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_CONFIRMATION_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_CONFIRMATION_H

#include "src/packet/packet.h"

#define SSH2_CHANNEL_OPEN_CONFIRMATION_FIELDS(FIELD)                                            \
    FIELD(UINT32, recipient_channel)   /* the number in the open */                             \
    FIELD(UINT32, sender_channel)      /* the answering side's own */                           \
    FIELD(UINT32, initial_window_size) /* bytes that may come before the first window adjust */ \
    FIELD(UINT32, maximum_packet_size) /* bytes of data in one CHANNEL_DATA */                  \
    FIELD(REST, type_data)             /* empty for all types of RFC 4254 */
SSH2_PACKET(channel_open_confirmation, SSH_MSG_CHANNEL_OPEN_CONFIRMATION,
            SSH2_CHANNEL_OPEN_CONFIRMATION_FIELDS)

#endif
