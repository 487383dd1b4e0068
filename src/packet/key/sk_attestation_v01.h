/* A FIDO token's word for a key it made, from OpenSSH 8.4 on. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_SK_ATTESTATION_V01_H
#define SSH2_PACKET_KEY_SK_ATTESTATION_V01_H

#include "src/packet/packet.h"

#define SSH2_SK_ATTESTATION_V01_FIELDS(FIELD)          \
    FIELD(STRING, magic, SSH2_IS("ssh-sk-attest-v01")) \
    FIELD(STRING, attestation_certificate)             \
    FIELD(STRING, enrollment_signature)                \
    FIELD(STRING, authenticator_data)                  \
    FIELD(UINT32, reserved_flags)                      \
    FIELD(STRING, reserved)
SSH2_PACKET(sk_attestation_v01, SSH2_NO_NUMBER, SSH2_SK_ATTESTATION_V01_FIELDS)

#endif
