/* A certificate, "ssh-ed25519-cert-v01@openssh.com". draft-ietf-sshm-cert-01, section 2.1.4. */
#ifndef SSH2_PACKET_KEY_CERT_V01_ED25519_H
#define SSH2_PACKET_KEY_CERT_V01_ED25519_H

#include "src/packet/key/cert_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_V01_ED25519_FIELDS(FIELD)                                                  \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed25519-cert-v01@openssh.com"))                     \
    FIELD(STRING, nonce, SSH2_LENGTH(SSH2_CERT_NONCE_MIN_BYTES, SSH2_NO_LIMIT)) /* random */ \
    FIELD(STRING, enc_a, SSH2_EXACTLY(SSH2_ED25519_KEY_BYTES))                               \
    SSH2_CERT_TAIL_FIELDS(FIELD)
SSH2_PACKET(cert_v01_ed25519, SSH2_NO_NUMBER, SSH2_CERT_V01_ED25519_FIELDS)

#endif
