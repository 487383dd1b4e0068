/* SSH_MSG_CHANNEL_REQUEST (98), "eow@openssh.com": the sender reads no more of this channel.
 * OpenSSH's PROTOCOL, 2.1. Either side; never answered. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_EOW_H
#define SSH2_PACKET_CONNECTION_CHANREQ_EOW_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_EOW_FIELDS(FIELD)                      \
    FIELD(UINT32, recipient_channel)                        \
    FIELD(STRING, request_type, SSH2_IS("eow@openssh.com")) \
    FIELD(BOOLEAN, want_reply, SSH2_IS_NUMBER(false))
SSH2_PACKET(chanreq_eow, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_EOW_FIELDS)

#endif
