/* SSH_MSG_KEX_HYBRID_REPLY (31) for "mlkem1024nistp384-sha384". RFC 10042, section 2.3. */
#ifndef SSH2_PACKET_KEX_KEX_HYBRID_REPLY_MLKEM1024NISTP384_SHA384_H
#define SSH2_PACKET_KEX_KEX_HYBRID_REPLY_MLKEM1024NISTP384_SHA384_H

#include "src/packet/kex/mlkem1024nistp384_s_reply.h"
#include "src/packet/packet.h"

#define SSH2_KEX_HYBRID_REPLY_MLKEM1024NISTP384_SHA384_FIELDS(FIELD) \
    FIELD(STRING, k_s)               /* the server's host key */     \
    FIELD(STRING, s_reply, SSH2_HOLDS(mlkem1024nistp384_s_reply))    \
    FIELD(STRING, signature_of_hash) /* over the exchange hash */
SSH2_PACKET(kex_hybrid_reply_mlkem1024nistp384_sha384, SSH_MSG_KEX_HYBRID_REPLY,
            SSH2_KEX_HYBRID_REPLY_MLKEM1024NISTP384_SHA384_FIELDS)

#endif
