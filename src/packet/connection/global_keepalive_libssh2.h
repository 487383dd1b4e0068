/* SSH_MSG_GLOBAL_REQUEST (80), "keepalive@libssh2.org": any answer is a sign of life. From the
 * client; the program decides about want_reply. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_KEEPALIVE_LIBSSH2_H
#define SSH2_PACKET_CONNECTION_GLOBAL_KEEPALIVE_LIBSSH2_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_KEEPALIVE_LIBSSH2_FIELDS(FIELD)               \
    FIELD(STRING, request_name, SSH2_IS("keepalive@libssh2.org")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(global_keepalive_libssh2, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_KEEPALIVE_LIBSSH2_FIELDS)

#endif
