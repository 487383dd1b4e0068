/* SSH_MSG_PONG (193): the answer to SSH_MSG_PING. OpenSSH's PROTOCOL, 1.8. In the pings' order. */
#ifndef SSH2_PACKET_TRANSPORT_PONG_OPENSSH_H
#define SSH2_PACKET_TRANSPORT_PONG_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_PONG_OPENSSH_FIELDS(FIELD) \
    FIELD(STRING, data) /* the ping's */
SSH2_PACKET(pong_openssh, SSH_MSG_PONG, SSH2_PONG_OPENSSH_FIELDS)

#endif
