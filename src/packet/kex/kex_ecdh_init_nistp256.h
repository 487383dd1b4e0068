/* SSH_MSG_KEX_ECDH_INIT (30) for nistp256: the client's public key. RFC 5656, section 4. */
#ifndef SSH2_PACKET_KEX_KEX_ECDH_INIT_NISTP256_H
#define SSH2_PACKET_KEX_KEX_ECDH_INIT_NISTP256_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_ECDH_INIT_NISTP256_FIELDS(FIELD) \
    FIELD(STRING, q_c, SSH2_EXACTLY(SSH2_NISTP256_POINT_BYTES)) /* an uncompressed point */
SSH2_PACKET(kex_ecdh_init_nistp256, SSH_MSG_KEX_ECDH_INIT, SSH2_KEX_ECDH_INIT_NISTP256_FIELDS)

#endif
