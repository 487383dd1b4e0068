/* A key in a FIDO token with its certificate, Ed25519, as OpenSSH sends it: its PROTOCOL.u2f leaves
 * public_key out. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_SK_ED25519_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_SK_ED25519_CERT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_SK_ED25519_CERT_FIELDS(FIELD)                            \
    FIELD(STRING, key_type, SSH2_IS("sk-ssh-ed25519-cert-v01@openssh.com"))         \
    FIELD(STRING, certificate_blob) /* a cert_v01_sk_ed25519.h */                   \
    FIELD(STRING, public_key, SSH2_EXACTLY(SSH2_ED25519_KEY_BYTES))                 \
    FIELD(STRING, application)      /* mostly "ssh:" */                             \
    FIELD(BYTE, flags)              /* 1: touch wanted; 4: and a proof who it is */ \
    FIELD(STRING, key_handle)                                                       \
    FIELD(STRING, reserved)
SSH2_PACKET(agent_private_sk_ed25519_cert, SSH2_NO_NUMBER,
            SSH2_AGENT_PRIVATE_SK_ED25519_CERT_FIELDS)

#endif
