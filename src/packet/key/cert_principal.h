/* A name that a certificate is good for: a user's, or a host's. draft-ietf-sshm-cert-01, section
 * 2.1. */
#ifndef SSH2_PACKET_KEY_CERT_PRINCIPAL_H
#define SSH2_PACKET_KEY_CERT_PRINCIPAL_H

#include "src/packet/packet.h"

#define SSH2_CERT_PRINCIPAL_FIELDS(FIELD) \
    FIELD(UTF8, principal)
SSH2_PACKET(cert_principal, SSH2_NO_NUMBER, SSH2_CERT_PRINCIPAL_FIELDS)

#endif
