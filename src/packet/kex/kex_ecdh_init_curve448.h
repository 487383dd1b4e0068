/* SSH_MSG_KEX_ECDH_INIT (30) for curve448: the client's public key. RFC 8731, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_INIT_CURVE448_H
#define SSH2_PACKET_KEX_KEX_ECDH_INIT_CURVE448_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_INIT_CURVE448_FIELDS(FIELD) \
    FIELD(STRING, q_c, SSH2_EXACTLY(SSH2_CURVE448_KEY_BYTES)) /* an X448 public key */
SSH2_PACKET(kex_ecdh_init_curve448, SSH_MSG_KEX_ECDH_INIT, SSH2_KEX_ECDH_INIT_CURVE448_FIELDS)

#endif
