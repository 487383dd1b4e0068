/* "ext-info-in-auth@openssh.com": the client takes one more SSH_MSG_EXT_INFO between its first
 * SSH_MSG_USERAUTH_REQUEST and SSH_MSG_USERAUTH_SUCCESS. OpenSSH's PROTOCOL, 1.10. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_IN_AUTH_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_IN_AUTH_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_IN_AUTH_FIELDS(FIELD)                                \
    FIELD(STRING, extension_name, SSH2_IS("ext-info-in-auth@openssh.com")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_in_auth, SSH2_NO_NUMBER, SSH2_EXT_INFO_IN_AUTH_FIELDS)

#endif
