/* A key in a FIDO token with its certificate, ECDSA. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_SK_ECDSA_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_SK_ECDSA_CERT_H

#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_SK_ECDSA_CERT_FIELDS(FIELD)                              \
    FIELD(STRING, key_type, SSH2_IS("sk-ecdsa-sha2-nistp256-cert-v01@openssh.com")) \
    FIELD(STRING, certificate_blob) /* a cert_v01_sk_ecdsa.h */                     \
    FIELD(STRING, application)      /* mostly "ssh:" */                             \
    FIELD(BYTE, flags)              /* 1: touch wanted; 4: and a proof who it is */ \
    FIELD(STRING, key_handle)                                                       \
    FIELD(STRING, reserved)
SSH2_PACKET(agent_private_sk_ecdsa_cert, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_SK_ECDSA_CERT_FIELDS)

#endif
