/* A signature, "ssh-dss". RFC 4253, section 6.6. History: not to be trusted. */
#ifndef SSH2_PACKET_KEY_SIG_DSS_H
#define SSH2_PACKET_KEY_SIG_DSS_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SIG_DSS_FIELDS(FIELD)              \
    FIELD(STRING, sig_type, SSH2_IS("ssh-dss")) \
    FIELD(STRING, rs, SSH2_EXACTLY(SSH2_DSS_SIG_BYTES)) /* r, then s, 20 bytes each */
SSH2_PACKET(sig_dss, SSH2_NO_NUMBER, SSH2_SIG_DSS_FIELDS)

#endif
