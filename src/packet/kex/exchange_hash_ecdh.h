/* What is hashed for H of all the curves' methods. RFC 5656, section 4; RFC 8731, section 3. For
 * v_c to k_s see exchange_hash_dh.h. */
#ifndef SSH2_PACKET_KEX_EXCHANGE_HASH_ECDH_H
#define SSH2_PACKET_KEX_EXCHANGE_HASH_ECDH_H

#include "src/packet/packet.h"

#define SSH2_EXCHANGE_HASH_ECDH_FIELDS(FIELD) \
    FIELD(STRING, v_c)                        \
    FIELD(STRING, v_s)                        \
    FIELD(STRING, i_c)                        \
    FIELD(STRING, i_s)                        \
    FIELD(STRING, k_s)                        \
    FIELD(STRING, q_c)                        \
    FIELD(STRING, q_s)                        \
    FIELD(MPINT, k) /* the shared secret */
SSH2_PACKET(exchange_hash_ecdh, SSH2_NO_NUMBER, SSH2_EXCHANGE_HASH_ECDH_FIELDS)

#endif
