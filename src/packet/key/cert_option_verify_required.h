/* "verify-required": a FIDO token has to have made sure who its user is. draft-ietf-sshm-cert-01,
 * section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_VERIFY_REQUIRED_H
#define SSH2_PACKET_KEY_CERT_OPTION_VERIFY_REQUIRED_H

#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_VERIFY_REQUIRED_FIELDS(FIELD)     \
    FIELD(STRING, option_name, SSH2_IS("verify-required")) \
    FIELD(STRING, option_data, SSH2_IS(""))
SSH2_PACKET(cert_option_verify_required, SSH2_NO_NUMBER, SSH2_CERT_OPTION_VERIFY_REQUIRED_FIELDS)

#endif
