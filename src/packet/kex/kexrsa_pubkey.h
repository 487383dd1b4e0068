/* SSH_MSG_KEXRSA_PUBKEY (30): the server's host key and its key of the moment. RFC 4432, section 4.
 */
#ifndef SSH2_PACKET_KEX_KEXRSA_PUBKEY_H
#define SSH2_PACKET_KEX_KEXRSA_PUBKEY_H

#include "src/packet/packet.h"

#define SSH2_KEXRSA_PUBKEY_FIELDS(FIELD) \
    FIELD(STRING, k_s)                   \
    FIELD(STRING, k_t) /* a pubkey_rsa.h */
SSH2_PACKET(kexrsa_pubkey, SSH_MSG_KEXRSA_PUBKEY, SSH2_KEXRSA_PUBKEY_FIELDS)

#endif
