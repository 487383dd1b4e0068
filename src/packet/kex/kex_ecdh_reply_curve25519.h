/* SSH_MSG_KEX_ECDH_REPLY (31) for curve25519: the server's public key, signed. RFC 8731, section 3.
 */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_REPLY_CURVE25519_H
#define SSH2_PACKET_KEX_KEX_ECDH_REPLY_CURVE25519_H

#include "src/packet/kex/kex_ecdh_reply_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_REPLY_CURVE25519_FIELDS(FIELD) \
    SSH2_KEX_ECDH_REPLY_FIELDS(FIELD, SSH2_CURVE25519_KEY_BYTES)
SSH2_PACKET(kex_ecdh_reply_curve25519, SSH_MSG_KEX_ECDH_REPLY,
            SSH2_KEX_ECDH_REPLY_CURVE25519_FIELDS)

#endif
