/* A public key in a FIDO token, Ed25519. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_PUBKEY_SK_ED25519_H
#define SSH2_PACKET_KEY_PUBKEY_SK_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_SK_ED25519_FIELDS(FIELD)                        \
    FIELD(STRING, key_type, SSH2_IS("sk-ssh-ed25519@openssh.com"))  \
    FIELD(STRING, public_key, SSH2_EXACTLY(SSH2_ED25519_KEY_BYTES)) \
    FIELD(STRING, application) /* mostly "ssh:" */
SSH2_PACKET(pubkey_sk_ed25519, SSH2_NO_NUMBER, SSH2_PUBKEY_SK_ED25519_FIELDS)

#endif
