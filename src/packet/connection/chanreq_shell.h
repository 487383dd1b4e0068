/* SSH_MSG_CHANNEL_REQUEST (98), "shell": starts the user's shell. RFC 4254, section 6.5. The
 * client; one of "shell", "exec" and "subsystem" a channel. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_SHELL_H
#define SSH2_PACKET_CONNECTION_CHANREQ_SHELL_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_SHELL_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)              \
    FIELD(STRING, request_type, SSH2_IS("shell")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(chanreq_shell, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_SHELL_FIELDS)

#endif
