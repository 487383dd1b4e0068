/* SSH_MSG_KEX_ECDH_REPLY (31) for curve448: the server's public key, signed. RFC 8731, section 3.
 */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_REPLY_CURVE448_H
#define SSH2_PACKET_KEX_KEX_ECDH_REPLY_CURVE448_H

#include "src/packet/kex/kex_ecdh_reply_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_REPLY_CURVE448_FIELDS(FIELD) \
    SSH2_KEX_ECDH_REPLY_FIELDS(FIELD, SSH2_CURVE448_KEY_BYTES)
SSH2_PACKET(kex_ecdh_reply_curve448, SSH_MSG_KEX_ECDH_REPLY, SSH2_KEX_ECDH_REPLY_CURVE448_FIELDS)

#endif
