/* An extension that is there or not. draft-ietf-sshm-cert-01, section 2.3: no-touch-required,
 * permit-X11-forwarding, permit-agent-forwarding, permit-port-forwarding, permit-pty,
 * permit-user-rc. */
#ifndef SSH2_PACKET_KEY_CERT_EXTENSION_FLAGS_H
#define SSH2_PACKET_KEY_CERT_EXTENSION_FLAGS_H

#include "src/packet/packet.h"

#define SSH2_CERT_EXTENSION_FLAGS_FIELDS(FIELD) \
    FIELD(STRING, extension_name)               \
    FIELD(STRING, extension_data, SSH2_IS(""))
SSH2_PACKET(cert_extension_flags, SSH2_NO_NUMBER, SSH2_CERT_EXTENSION_FLAGS_FIELDS)

#endif
