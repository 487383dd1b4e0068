/* SSH_MSG_KEXGSS_INIT (30): the client's token and Diffie-Hellman value. RFC 4462, section 2.1. */
#ifndef SSH2_PACKET_KEX_KEXGSS_INIT_H
#define SSH2_PACKET_KEX_KEXGSS_INIT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEXGSS_INIT_FIELDS(FIELD)                         \
    FIELD(STRING, output_token, SSH2_LENGTH(1, SSH2_NO_LIMIT)) \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(kexgss_init, SSH_MSG_KEXGSS_INIT, SSH2_KEXGSS_INIT_FIELDS)

#endif
