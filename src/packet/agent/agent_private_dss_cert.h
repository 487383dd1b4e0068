/* A private key with its certificate, DSA. draft-ietf-sshm-cert-01, section 2.5.1. History. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_DSS_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_DSS_CERT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_DSS_CERT_FIELDS(FIELD)                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-dss-cert-v01@openssh.com")) \
    FIELD(STRING, certificate_blob) /* a cert_v01_dss.h */           \
    FIELD(MPINT, x, SSH2_LENGTH(1, SSH2_MPINT_MAX_BYTES))
SSH2_PACKET(agent_private_dss_cert, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_DSS_CERT_FIELDS)

#endif
