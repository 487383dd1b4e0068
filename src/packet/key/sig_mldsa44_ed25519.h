/* A signature of ML-DSA-44 and Ed25519 together, as OpenSSH has it. */
#ifndef SSH2_PACKET_KEY_SIG_MLDSA44_ED25519_H
#define SSH2_PACKET_KEY_SIG_MLDSA44_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SIG_MLDSA44_ED25519_FIELDS(FIELD)                          \
    FIELD(STRING, sig_type, SSH2_IS("ssh-mldsa44-ed25519@openssh.com")) \
    FIELD(STRING, sig, SSH2_EXACTLY(SSH2_MLDSA44_ED25519_SIG_BYTES)) /* ML-DSA-44's first */
SSH2_PACKET(sig_mldsa44_ed25519, SSH2_NO_NUMBER, SSH2_SIG_MLDSA44_ED25519_FIELDS)

#endif
