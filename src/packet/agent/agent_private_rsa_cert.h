/* A private key with its certificate, RSA. draft-ietf-sshm-cert-01, section 2.5.4. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_RSA_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_RSA_CERT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_RSA_CERT_FIELDS(FIELD)                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-rsa-cert-v01@openssh.com")) \
    FIELD(STRING, certificate_blob) /* a cert_v01_rsa.h */           \
    FIELD(MPINT, d, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))            \
    FIELD(MPINT, iqmp, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))         \
    FIELD(MPINT, p, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))            \
    FIELD(MPINT, q, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(agent_private_rsa_cert, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_RSA_CERT_FIELDS)

#endif
