/* SSH_MSG_KEXGSS_CONTINUE (31): the next token. RFC 4462, section 2.1. Either side. */
#ifndef SSH2_PACKET_KEX_KEXGSS_CONTINUE_H
#define SSH2_PACKET_KEX_KEXGSS_CONTINUE_H

#include "src/packet/packet.h"

#define SSH2_KEXGSS_CONTINUE_FIELDS(FIELD) \
    FIELD(STRING, output_token)
SSH2_PACKET(kexgss_continue, SSH_MSG_KEXGSS_CONTINUE, SSH2_KEXGSS_CONTINUE_FIELDS)

#endif
