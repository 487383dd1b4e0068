/* A name that signs with a certificate's key and is never a blob's type:
 * "rsa-sha2-256-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com".
 * draft-ietf-sshm-cert-01, section 2.1.5.1. */
#ifndef SSH2_PACKET_KEY_CERT_TYPE_NAMES_ONLY_H
#define SSH2_PACKET_KEY_CERT_TYPE_NAMES_ONLY_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_TYPE_NAMES_ONLY_FIELDS(FIELD) \
    FIELD(STRING, algorithm_name, SSH2_LENGTH(1, SSH2_NAME_MAX_BYTES))
SSH2_PACKET(cert_type_names_only, SSH2_NO_NUMBER, SSH2_CERT_TYPE_NAMES_ONLY_FIELDS)

#endif
