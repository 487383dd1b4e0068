/* SSH_MSG_KEXGSS_COMPLETE (32): the server's half, under the mechanism's MIC. RFC 4462, section
 * 2.1. */
#ifndef SSH2_PACKET_KEX_KEXGSS_COMPLETE_H
#define SSH2_PACKET_KEX_KEXGSS_COMPLETE_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KEXGSS_COMPLETE_FIELDS(FIELD)                            \
    FIELD(MPINT, f, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))             \
    FIELD(STRING, per_msg_token) /* the MIC over the exchange hash */ \
    FIELD(BOOLEAN, has_token, SSH2_SELECTS)                           \
    FIELD(STRING, output_token, SSH2_WHEN(true))
SSH2_PACKET(kexgss_complete, SSH_MSG_KEXGSS_COMPLETE, SSH2_KEXGSS_COMPLETE_FIELDS)

#endif
