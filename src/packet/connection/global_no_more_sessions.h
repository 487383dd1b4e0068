/* SSH_MSG_GLOBAL_REQUEST (80), "no-more-sessions@openssh.com": the client opens no more of them.
 * OpenSSH's PROTOCOL, 2.2. Clients want no reply. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_NO_MORE_SESSIONS_H
#define SSH2_PACKET_CONNECTION_GLOBAL_NO_MORE_SESSIONS_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_NO_MORE_SESSIONS_FIELDS(FIELD)                       \
    FIELD(STRING, request_name, SSH2_IS("no-more-sessions@openssh.com")) \
    FIELD(BOOLEAN, want_reply)
SSH2_PACKET(global_no_more_sessions, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_NO_MORE_SESSIONS_FIELDS)

#endif
