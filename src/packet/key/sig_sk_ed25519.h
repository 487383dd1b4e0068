/* A FIDO token's signature, Ed25519. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_SIG_SK_ED25519_H
#define SSH2_PACKET_KEY_SIG_SK_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SIG_SK_ED25519_FIELDS(FIELD)                                    \
    FIELD(STRING, sig_type, SSH2_IS("sk-ssh-ed25519@openssh.com"))           \
    FIELD(STRING, sig, SSH2_EXACTLY(SSH2_ED25519_SIG_BYTES))                 \
    FIELD(BYTE, flags) /* 1: the user touched it; 4: and proved who he is */ \
    FIELD(UINT32, counter)
SSH2_PACKET(sig_sk_ed25519, SSH2_NO_NUMBER, SSH2_SIG_SK_ED25519_FIELDS)

#endif
