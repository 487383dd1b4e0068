/* SSH_MSG_KEX_DH_GEX_REQUEST (34): the client asks for a group of its size. RFC 4419, section 3.
 * All in bits, min <= n <= max; RFC 8270 wants 2048 at least. */
#ifndef SSH2_PACKET_KEX_KEX_DH_GEX_REQUEST_H
#define SSH2_PACKET_KEX_KEX_DH_GEX_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_KEX_DH_GEX_REQUEST_FIELDS(FIELD) \
    FIELD(UINT32, min)                        \
    FIELD(UINT32, n) /* preferred */          \
    FIELD(UINT32, max)
SSH2_PACKET(kex_dh_gex_request, SSH_MSG_KEX_DH_GEX_REQUEST, SSH2_KEX_DH_GEX_REQUEST_FIELDS)

#endif
