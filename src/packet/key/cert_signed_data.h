/* What the CA signs: the certificate up to its signature. draft-ietf-sshm-cert-01, section 2.1.1.
 */
#ifndef SSH2_PACKET_KEY_CERT_SIGNED_DATA_H
#define SSH2_PACKET_KEY_CERT_SIGNED_DATA_H

#include "src/packet/packet.h"

#define SSH2_CERT_SIGNED_DATA_FIELDS(FIELD) \
    FIELD(STRING, key_type)                 \
    FIELD(REST, everything_through_signature_key)
SSH2_PACKET(cert_signed_data, SSH2_NO_NUMBER, SSH2_CERT_SIGNED_DATA_FIELDS)

#endif
