/* "ping@openssh.com": the server answers SSH_MSG_PING (192). OpenSSH's PROTOCOL, 1.8. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_PING_OPENSSH_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_PING_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_PING_OPENSSH_FIELDS(FIELD)               \
    FIELD(STRING, extension_name, SSH2_IS("ping@openssh.com")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_ping_openssh, SSH2_NO_NUMBER, SSH2_EXT_INFO_PING_OPENSSH_FIELDS)

#endif
