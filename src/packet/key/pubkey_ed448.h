/* A public key, "ssh-ed448". RFC 8709, section 4. */
#ifndef SSH2_PACKET_KEY_PUBKEY_ED448_H
#define SSH2_PACKET_KEY_PUBKEY_ED448_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_ED448_FIELDS(FIELD)           \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed448")) \
    FIELD(STRING, key, SSH2_EXACTLY(SSH2_ED448_KEY_BYTES))
SSH2_PACKET(pubkey_ed448, SSH2_NO_NUMBER, SSH2_PUBKEY_ED448_FIELDS)

#endif
