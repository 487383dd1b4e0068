/* A certificate, "ssh-rsa-cert-v01@openssh.com". draft-ietf-sshm-cert-01, section 2.1.5. */
#ifndef SSH2_PACKET_KEY_CERT_V01_RSA_H
#define SSH2_PACKET_KEY_CERT_V01_RSA_H

#include "src/packet/key/cert_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_V01_RSA_FIELDS(FIELD)                                                      \
    FIELD(STRING, key_type, SSH2_IS("ssh-rsa-cert-v01@openssh.com"))                         \
    FIELD(STRING, nonce, SSH2_LENGTH(SSH2_CERT_NONCE_MIN_BYTES, SSH2_NO_LIMIT)) /* random */ \
    FIELD(MPINT, e, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    FIELD(MPINT, n, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))                                    \
    SSH2_CERT_TAIL_FIELDS(FIELD)
SSH2_PACKET(cert_v01_rsa, SSH2_NO_NUMBER, SSH2_CERT_V01_RSA_FIELDS)

#endif
