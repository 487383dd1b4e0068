/* SSH_MSG_KEXRSA_SECRET (31): the client's secret, under k_t. RFC 4432, section 4. */
#ifndef SSH2_PACKET_KEX_KEXRSA_SECRET_H
#define SSH2_PACKET_KEX_KEXRSA_SECRET_H

#include "src/packet/packet.h"

#define SSH2_KEXRSA_SECRET_FIELDS(FIELD) \
    FIELD(STRING, encrypted_secret) /* RSAES-OAEP of an mpint */
SSH2_PACKET(kexrsa_secret, SSH_MSG_KEXRSA_SECRET, SSH2_KEXRSA_SECRET_FIELDS)

#endif
