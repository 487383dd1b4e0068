/* SSH_MSG_KEX_HYBRID_REPLY (31) for "sntrup761x25519-sha512", with or without @openssh.com. RFC
 * 9941, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_HYBRID_REPLY_SNTRUP761X25519_SHA512_H
#define SSH2_PACKET_KEX_KEX_HYBRID_REPLY_SNTRUP761X25519_SHA512_H

#include "src/packet/kex/sntrup761x25519_q_s.h"
#include "src/packet/packet.h"

#define SSH2_KEX_HYBRID_REPLY_SNTRUP761X25519_SHA512_FIELDS(FIELD) \
    FIELD(STRING, k_s)               /* the server's host key */   \
    FIELD(STRING, q_s, SSH2_HOLDS(sntrup761x25519_q_s))            \
    FIELD(STRING, signature_of_hash) /* over the exchange hash */
SSH2_PACKET(kex_hybrid_reply_sntrup761x25519_sha512, SSH_MSG_KEX_HYBRID_REPLY,
            SSH2_KEX_HYBRID_REPLY_SNTRUP761X25519_SHA512_FIELDS)

#endif
