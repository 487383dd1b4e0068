/* SSH_MSG_KEX_DH_GEX_INIT (32): the client's value in the server's group. RFC 4419, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_DH_GEX_INIT_H
#define SSH2_PACKET_KEX_KEX_DH_GEX_INIT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_DH_GEX_INIT_FIELDS(FIELD) \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1 < e < p - 1 */
SSH2_PACKET(kex_dh_gex_init, SSH_MSG_KEX_DH_GEX_INIT, SSH2_KEX_DH_GEX_INIT_FIELDS)

#endif
