/* A private key with its certificate, ECDSA. draft-ietf-sshm-cert-01, section 2.5.2. */
#ifndef SSH2_PACKET_AGENT_AGENT_PRIVATE_ECDSA_CERT_H
#define SSH2_PACKET_AGENT_AGENT_PRIVATE_ECDSA_CERT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_PRIVATE_ECDSA_CERT_FIELDS(FIELD)            \
    FIELD(STRING, key_type)                                    \
    FIELD(STRING, certificate_blob) /* a cert_v01_ecdsa_*.h */ \
    FIELD(MPINT, d, SSH2_LENGTH(1, SSH2_NIST_SCALAR_MAX_BYTES))
SSH2_PACKET(agent_private_ecdsa_cert, SSH2_NO_NUMBER, SSH2_AGENT_PRIVATE_ECDSA_CERT_FIELDS)

#endif
