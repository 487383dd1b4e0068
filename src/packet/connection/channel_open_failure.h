/* SSH_MSG_CHANNEL_OPEN_FAILURE (92): the channel is refused. RFC 4254, section 5.1. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FAILURE_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_FAILURE_H

#include "src/packet/packet.h"

/* Reason codes: RFC 4250, section 4.3.2. 0xfe000000 and above are private. */
enum {
    SSH_OPEN_ADMINISTRATIVELY_PROHIBITED = 1,
    SSH_OPEN_CONNECT_FAILED = 2,
    SSH_OPEN_UNKNOWN_CHANNEL_TYPE = 3,
    SSH_OPEN_RESOURCE_SHORTAGE = 4
};

#define SSH2_CHANNEL_OPEN_FAILURE_FIELDS(FIELD) \
    FIELD(UINT32, recipient_channel)            \
    FIELD(UINT32, reason_code) /* SSH_OPEN_* */ \
    FIELD(UTF8, description)   /* for people */ \
    FIELD(STRING, language_tag)
SSH2_PACKET(channel_open_failure, SSH_MSG_CHANNEL_OPEN_FAILURE, SSH2_CHANNEL_OPEN_FAILURE_FIELDS)

#endif
