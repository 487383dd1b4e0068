/* SSH_MSG_CHANNEL_REQUEST (98), "subsystem": starts a subsystem. RFC 4254, section 6.5. The client;
 * one of "shell", "exec" and "subsystem" a channel. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_SUBSYSTEM_H
#define SSH2_PACKET_CONNECTION_CHANREQ_SUBSYSTEM_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_SUBSYSTEM_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)                  \
    FIELD(STRING, request_type, SSH2_IS("subsystem")) \
    FIELD(BOOLEAN, want_reply)                        \
    FIELD(STRING, subsystem_name) /* "sftp", "publickey": RFC 4250, section 4.9.5 */
SSH2_PACKET(chanreq_subsystem, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_SUBSYSTEM_FIELDS)

#endif
