/* SSH_MSG_PONG (10): the drafted form of pong. draft-miller-ssh-ping-00. Not in use anywhere yet.
 */
#ifndef SSH2_PACKET_TRANSPORT_PONG_STD_H
#define SSH2_PACKET_TRANSPORT_PONG_STD_H

#include "src/packet/packet.h"

#define SSH2_PONG_STD_FIELDS(FIELD) \
    FIELD(STRING, data) /* the ping's */
SSH2_PACKET(pong_std, SSH_MSG_PONG_STD, SSH2_PONG_STD_FIELDS)

#endif
