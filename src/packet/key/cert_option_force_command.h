/* "force-command": a user's certificate runs this and nothing else. draft-ietf-sshm-cert-01,
 * section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_FORCE_COMMAND_H
#define SSH2_PACKET_KEY_CERT_OPTION_FORCE_COMMAND_H

#include "src/packet/key/cert_option_command.h"
#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_FORCE_COMMAND_FIELDS(FIELD)     \
    FIELD(STRING, option_name, SSH2_IS("force-command")) \
    FIELD(STRING, option_data, SSH2_HOLDS(cert_option_command))
SSH2_PACKET(cert_option_force_command, SSH2_NO_NUMBER, SSH2_CERT_OPTION_FORCE_COMMAND_FIELDS)

#endif
