/* SSH_MSG_KEX_ECDH_INIT (30) for curve25519: the client's public key. RFC 8731, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_INIT_CURVE25519_H
#define SSH2_PACKET_KEX_KEX_ECDH_INIT_CURVE25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_INIT_CURVE25519_FIELDS(FIELD) \
    FIELD(STRING, q_c, SSH2_EXACTLY(SSH2_CURVE25519_KEY_BYTES)) /* an X25519 public key */
SSH2_PACKET(kex_ecdh_init_curve25519, SSH_MSG_KEX_ECDH_INIT, SSH2_KEX_ECDH_INIT_CURVE25519_FIELDS)

#endif
