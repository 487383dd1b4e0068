/* A critical option of a certificate: if it is not known, the certificate is refused.
 * draft-ietf-sshm-cert-01, section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_H
#define SSH2_PACKET_KEY_CERT_OPTION_H

#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_FIELDS(FIELD) \
    FIELD(STRING, option_name)         \
    FIELD(STRING, option_data)
SSH2_PACKET(cert_option, SSH2_NO_NUMBER, SSH2_CERT_OPTION_FIELDS)

#endif
