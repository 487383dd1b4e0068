/* An extension of a certificate: if it is not known, it is ignored. draft-ietf-sshm-cert-01,
 * section 2.3. */
#ifndef SSH2_PACKET_KEY_CERT_EXTENSION_H
#define SSH2_PACKET_KEY_CERT_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_CERT_EXTENSION_FIELDS(FIELD) \
    FIELD(STRING, extension_name)         \
    FIELD(STRING, extension_data)
SSH2_PACKET(cert_extension, SSH2_NO_NUMBER, SSH2_CERT_EXTENSION_FIELDS)

#endif
