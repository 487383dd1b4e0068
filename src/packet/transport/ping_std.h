/* SSH_MSG_PING (9): the drafted form of ping. draft-miller-ssh-ping-00. Not in use anywhere yet. */
#ifndef SSH2_PACKET_TRANSPORT_PING_STD_H
#define SSH2_PACKET_TRANSPORT_PING_STD_H

#include "src/packet/packet.h"

#define SSH2_PING_STD_FIELDS(FIELD) \
    FIELD(STRING, data)
SSH2_PACKET(ping_std, SSH_MSG_PING_STD, SSH2_PING_STD_FIELDS)

#endif
