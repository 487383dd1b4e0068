/* The value of "force-command". draft-ietf-sshm-cert-01, section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_COMMAND_H
#define SSH2_PACKET_KEY_CERT_OPTION_COMMAND_H

#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_COMMAND_FIELDS(FIELD) \
    FIELD(STRING, command)
SSH2_PACKET(cert_option_command, SSH2_NO_NUMBER, SSH2_CERT_OPTION_COMMAND_FIELDS)

#endif
