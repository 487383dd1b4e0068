/* SSH_MSG_GLOBAL_REQUEST (80), "cancel-streamlocal-forward@openssh.com": ends such a forward.
 * OpenSSH's PROTOCOL, 2.4. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_CANCEL_STREAMLOCAL_FORWARD_H
#define SSH2_PACKET_CONNECTION_GLOBAL_CANCEL_STREAMLOCAL_FORWARD_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_CANCEL_STREAMLOCAL_FORWARD_FIELDS(FIELD)                       \
    FIELD(STRING, request_name, SSH2_IS("cancel-streamlocal-forward@openssh.com")) \
    FIELD(BOOLEAN, want_reply)                                                     \
    FIELD(STRING, socket_path, SSH2_LENGTH(1, SSH2_NO_LIMIT))
SSH2_PACKET(global_cancel_streamlocal_forward, SSH_MSG_GLOBAL_REQUEST,
            SSH2_GLOBAL_CANCEL_STREAMLOCAL_FORWARD_FIELDS)

#endif
