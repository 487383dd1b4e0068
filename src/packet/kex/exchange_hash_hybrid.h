/* What is hashed for H of the hybrids with a post-quantum method. RFC 10042, section 2.5; RFC 9941,
 * section 3. For v_c to k_s see exchange_hash_dh.h. */
#ifndef SSH2_PACKET_KEX_EXCHANGE_HASH_HYBRID_H
#define SSH2_PACKET_KEX_EXCHANGE_HASH_HYBRID_H

#include "src/packet/packet.h"

#define SSH2_EXCHANGE_HASH_HYBRID_FIELDS(FIELD) \
    FIELD(STRING, v_c)                          \
    FIELD(STRING, v_s)                          \
    FIELD(STRING, i_c)                          \
    FIELD(STRING, i_s)                          \
    FIELD(STRING, k_s)                          \
    FIELD(STRING, c_init)                       \
    FIELD(STRING, s_reply)                      \
    FIELD(STRING, k) /* the shared secret: a string of the hash's length, not an mpint */
SSH2_PACKET(exchange_hash_hybrid, SSH2_NO_NUMBER, SSH2_EXCHANGE_HASH_HYBRID_FIELDS)

#endif
