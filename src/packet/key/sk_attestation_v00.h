/* A FIDO token's word for a key it made, before OpenSSH 8.4. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_SK_ATTESTATION_V00_H
#define SSH2_PACKET_KEY_SK_ATTESTATION_V00_H

#include "src/packet/packet.h"

#define SSH2_SK_ATTESTATION_V00_FIELDS(FIELD)          \
    FIELD(STRING, magic, SSH2_IS("ssh-sk-attest-v00")) \
    FIELD(STRING, attestation_certificate)             \
    FIELD(STRING, enrollment_signature)                \
    FIELD(UINT32, reserved_flags)                      \
    FIELD(STRING, reserved)
SSH2_PACKET(sk_attestation_v00, SSH2_NO_NUMBER, SSH2_SK_ATTESTATION_V00_FIELDS)

#endif
