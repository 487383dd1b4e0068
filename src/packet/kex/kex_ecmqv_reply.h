/* SSH_MSG_KEX_ECMQV_REPLY (31): the server's public key, under a MAC. RFC 5656, section 5. */
#ifndef SSH2_PACKET_KEX_KEX_ECMQV_REPLY_H
#define SSH2_PACKET_KEX_KEX_ECMQV_REPLY_H

#include "src/packet/packet.h"

#define SSH2_KEX_ECMQV_REPLY_FIELDS(FIELD) \
    FIELD(STRING, k_s)                     \
    FIELD(STRING, q_s)                     \
    FIELD(STRING, hmac_tag)
SSH2_PACKET(kex_ecmqv_reply, SSH_MSG_KEX_ECMQV_REPLY, SSH2_KEX_ECMQV_REPLY_FIELDS)

#endif
