/* SSH_MSG_CHANNEL_REQUEST (98), "exec": starts a command. RFC 4254, section 6.5. The client; one of
 * "shell", "exec" and "subsystem" a channel. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_EXEC_H
#define SSH2_PACKET_CONNECTION_CHANREQ_EXEC_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_EXEC_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)             \
    FIELD(STRING, request_type, SSH2_IS("exec")) \
    FIELD(BOOLEAN, want_reply)                   \
    FIELD(STRING, command)
SSH2_PACKET(chanreq_exec, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_EXEC_FIELDS)

#endif
