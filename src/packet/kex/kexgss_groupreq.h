/* SSH_MSG_KEXGSS_GROUPREQ (40): the client asks for a group of its size. RFC 4462, section 2.2. */
#ifndef SSH2_PACKET_KEX_KEXGSS_GROUPREQ_H
#define SSH2_PACKET_KEX_KEXGSS_GROUPREQ_H

#include "src/packet/packet.h"

#define SSH2_KEXGSS_GROUPREQ_FIELDS(FIELD)           \
    FIELD(UINT32, min) /* bits, as are the others */ \
    FIELD(UINT32, n)                                 \
    FIELD(UINT32, max)
SSH2_PACKET(kexgss_groupreq, SSH_MSG_KEXGSS_GROUPREQ, SSH2_KEXGSS_GROUPREQ_FIELDS)

#endif
