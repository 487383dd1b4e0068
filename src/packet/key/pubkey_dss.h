/* A public key, "ssh-dss". RFC 4253, section 6.6. History: to be recognised, not to be trusted. */
#ifndef SSH2_PACKET_KEY_PUBKEY_DSS_H
#define SSH2_PACKET_KEY_PUBKEY_DSS_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_DSS_FIELDS(FIELD)                                     \
    FIELD(STRING, key_type, SSH2_IS("ssh-dss"))                           \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 1024 bits */ \
    FIELD(MPINT, q, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES)) /* 160 bits */  \
    FIELD(MPINT, g, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                 \
    FIELD(MPINT, y, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(pubkey_dss, SSH2_NO_NUMBER, SSH2_PUBKEY_DSS_FIELDS)

#endif
