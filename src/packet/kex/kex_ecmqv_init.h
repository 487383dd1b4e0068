/* SSH_MSG_KEX_ECMQV_INIT (30): the client's public key. RFC 5656, section 5. */
#ifndef SSH2_PACKET_KEX_KEX_ECMQV_INIT_H
#define SSH2_PACKET_KEX_KEX_ECMQV_INIT_H

#include "src/packet/packet.h"

#define SSH2_KEX_ECMQV_INIT_FIELDS(FIELD) \
    FIELD(STRING, q_c)
SSH2_PACKET(kex_ecmqv_init, SSH_MSG_KEX_ECMQV_INIT, SSH2_KEX_ECMQV_INIT_FIELDS)

#endif
