/* SSH_MSG_PING (192): asks for the same data back. OpenSSH's PROTOCOL, 1.8. The client, if the
 * server has sent "ping@openssh.com" in SSH_MSG_EXT_INFO. */
#ifndef SSH2_PACKET_TRANSPORT_PING_OPENSSH_H
#define SSH2_PACKET_TRANSPORT_PING_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_PING_OPENSSH_FIELDS(FIELD) \
    FIELD(STRING, data)
SSH2_PACKET(ping_openssh, SSH_MSG_PING, SSH2_PING_OPENSSH_FIELDS)

#endif
