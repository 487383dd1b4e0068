/* SSH_MSG_KEX_HYBRID_REPLY (31) for "mlkem768nistp256-sha256". RFC 10042, section 2.3. */
#ifndef SSH2_PACKET_KEX_KEX_HYBRID_REPLY_MLKEM768NISTP256_SHA256_H
#define SSH2_PACKET_KEX_KEX_HYBRID_REPLY_MLKEM768NISTP256_SHA256_H

#include "src/packet/kex/mlkem768nistp256_s_reply.h"
#include "src/packet/packet.h"

#define SSH2_KEX_HYBRID_REPLY_MLKEM768NISTP256_SHA256_FIELDS(FIELD) \
    FIELD(STRING, k_s)               /* the server's host key */    \
    FIELD(STRING, s_reply, SSH2_HOLDS(mlkem768nistp256_s_reply))    \
    FIELD(STRING, signature_of_hash) /* over the exchange hash */
SSH2_PACKET(kex_hybrid_reply_mlkem768nistp256_sha256, SSH_MSG_KEX_HYBRID_REPLY,
            SSH2_KEX_HYBRID_REPLY_MLKEM768NISTP256_SHA256_FIELDS)

#endif
