/* SSH_MSG_CHANNEL_REQUEST (98), "keepalive@openssh.com": any answer is a sign of life. As OpenSSH
 * sends it, with want_reply. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_KEEPALIVE_H
#define SSH2_PACKET_CONNECTION_CHANREQ_KEEPALIVE_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_KEEPALIVE_FIELDS(FIELD)                      \
    FIELD(UINT32, recipient_channel)                              \
    FIELD(STRING, request_type, SSH2_IS("keepalive@openssh.com")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(chanreq_keepalive, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_KEEPALIVE_FIELDS)

#endif
