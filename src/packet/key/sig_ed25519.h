/* A signature, "ssh-ed25519". RFC 8709, section 6. */
#ifndef SSH2_PACKET_KEY_SIG_ED25519_H
#define SSH2_PACKET_KEY_SIG_ED25519_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SIG_ED25519_FIELDS(FIELD)              \
    FIELD(STRING, sig_type, SSH2_IS("ssh-ed25519")) \
    FIELD(STRING, sig, SSH2_EXACTLY(SSH2_ED25519_SIG_BYTES))
SSH2_PACKET(sig_ed25519, SSH2_NO_NUMBER, SSH2_SIG_ED25519_FIELDS)

#endif
