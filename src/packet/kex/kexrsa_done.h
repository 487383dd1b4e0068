/* SSH_MSG_KEXRSA_DONE (32): the server's signature. RFC 4432, section 4. */
#ifndef SSH2_PACKET_KEX_KEXRSA_DONE_H
#define SSH2_PACKET_KEX_KEXRSA_DONE_H

#include "src/packet/packet.h"

#define SSH2_KEXRSA_DONE_FIELDS(FIELD) \
    FIELD(STRING, signature_of_hash)
SSH2_PACKET(kexrsa_done, SSH_MSG_KEXRSA_DONE, SSH2_KEXRSA_DONE_FIELDS)

#endif
