/* What is hashed for H when the group was asked for with SSH_MSG_KEX_DH_GEX_REQUEST. RFC 4419,
 * section 3. For v_c to k_s see exchange_hash_dh.h. */
#ifndef SSH2_PACKET_KEX_EXCHANGE_HASH_GEX_H
#define SSH2_PACKET_KEX_EXCHANGE_HASH_GEX_H

#include "src/packet/packet.h"

#define SSH2_EXCHANGE_HASH_GEX_FIELDS(FIELD)         \
    FIELD(STRING, v_c)                               \
    FIELD(STRING, v_s)                               \
    FIELD(STRING, i_c)                               \
    FIELD(STRING, i_s)                               \
    FIELD(STRING, k_s)                               \
    FIELD(UINT32, min) /* as the client sent them */ \
    FIELD(UINT32, n)                                 \
    FIELD(UINT32, max)                               \
    FIELD(MPINT, p)                                  \
    FIELD(MPINT, g)                                  \
    FIELD(MPINT, e)                                  \
    FIELD(MPINT, f)                                  \
    FIELD(MPINT, k)    /* the shared secret */
SSH2_PACKET(exchange_hash_gex, SSH2_NO_NUMBER, SSH2_EXCHANGE_HASH_GEX_FIELDS)

#endif
