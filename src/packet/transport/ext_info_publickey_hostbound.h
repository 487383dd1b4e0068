/* "publickey-hostbound@openssh.com": the server takes signatures that name its host key. OpenSSH's
 * PROTOCOL, 3.1. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_PUBLICKEY_HOSTBOUND_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_PUBLICKEY_HOSTBOUND_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_PUBLICKEY_HOSTBOUND_FIELDS(FIELD)                       \
    FIELD(STRING, extension_name, SSH2_IS("publickey-hostbound@openssh.com")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_publickey_hostbound, SSH2_NO_NUMBER, SSH2_EXT_INFO_PUBLICKEY_HOSTBOUND_FIELDS)

#endif
