/* SSH_MSG_KEX_DH_GEX_GROUP (31): the group that the server chose. RFC 4419, section 3. */
#ifndef SSH2_PACKET_KEX_KEX_DH_GEX_GROUP_H
#define SSH2_PACKET_KEX_KEX_DH_GEX_GROUP_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEX_DH_GEX_GROUP_FIELDS(FIELD)                                                        \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* a safe prime of the bits asked for */ \
    FIELD(MPINT, g, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1 < g < p - 1 */
SSH2_PACKET(kex_dh_gex_group, SSH_MSG_KEX_DH_GEX_GROUP, SSH2_KEX_DH_GEX_GROUP_FIELDS)

#endif
