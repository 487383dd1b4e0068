/* What is hashed for the exchange hash H of finite field Diffie-Hellman. RFC 4253, section 8. */
#ifndef SSH2_PACKET_KEX_EXCHANGE_HASH_DH_H
#define SSH2_PACKET_KEX_EXCHANGE_HASH_DH_H

#include "src/packet/packet.h"

#define SSH2_EXCHANGE_HASH_DH_FIELDS(FIELD)                                                 \
    FIELD(STRING, v_c) /* the client's identification line without CR LF */                 \
    FIELD(STRING, v_s) /* the server's */                                                   \
    FIELD(STRING, i_c) /* the client's SSH_MSG_KEXINIT: the payload, its number included */ \
    FIELD(STRING, i_s) /* the server's */                                                   \
    FIELD(STRING, k_s) /* the server's host key */                                          \
    FIELD(MPINT, e)                                                                         \
    FIELD(MPINT, f)                                                                         \
    FIELD(MPINT, k)    /* the shared secret */
SSH2_PACKET(exchange_hash_dh, SSH2_NO_NUMBER, SSH2_EXCHANGE_HASH_DH_FIELDS)

#endif
