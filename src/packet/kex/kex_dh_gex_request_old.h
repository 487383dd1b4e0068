/* SSH_MSG_KEX_DH_GEX_REQUEST_OLD (30): asks for a group by its preferred size alone. RFC 4419,
 * section 5. From old clients. */
#ifndef SSH2_PACKET_KEX_KEX_DH_GEX_REQUEST_OLD_H
#define SSH2_PACKET_KEX_KEX_DH_GEX_REQUEST_OLD_H

#include "src/packet/packet.h"

#define SSH2_KEX_DH_GEX_REQUEST_OLD_FIELDS(FIELD) \
    FIELD(UINT32, n) /* bits */
SSH2_PACKET(kex_dh_gex_request_old, SSH_MSG_KEX_DH_GEX_REQUEST_OLD,
            SSH2_KEX_DH_GEX_REQUEST_OLD_FIELDS)

#endif
