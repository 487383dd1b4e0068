/* SSH_MSG_KEXGSS_GROUP (41): the group that the server chose. RFC 4462, section 2.2. */
#ifndef SSH2_PACKET_KEX_KEXGSS_GROUP_H
#define SSH2_PACKET_KEX_KEXGSS_GROUP_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEXGSS_GROUP_FIELDS(FIELD)                   \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) \
    FIELD(MPINT, g, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(kexgss_group, SSH_MSG_KEXGSS_GROUP, SSH2_KEXGSS_GROUP_FIELDS)

#endif
