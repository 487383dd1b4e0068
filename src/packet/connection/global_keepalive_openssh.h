/* SSH_MSG_GLOBAL_REQUEST (80), "keepalive@openssh.com": any answer is a sign of life. As OpenSSH
 * sends it, from either side, with want_reply. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_KEEPALIVE_OPENSSH_H
#define SSH2_PACKET_CONNECTION_GLOBAL_KEEPALIVE_OPENSSH_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_KEEPALIVE_OPENSSH_FIELDS(FIELD)               \
    FIELD(STRING, request_name, SSH2_IS("keepalive@openssh.com")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(global_keepalive_openssh, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_KEEPALIVE_OPENSSH_FIELDS)

#endif
