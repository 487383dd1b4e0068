/* SSH_MSG_CHANNEL_REQUEST (98), "exit-status": how the program ended. RFC 4254, section 6.10. The
 * server; there is no answer, so a want_reply of true, which some servers send, is read as false. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_EXIT_STATUS_H
#define SSH2_PACKET_CONNECTION_CHANREQ_EXIT_STATUS_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_EXIT_STATUS_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)                    \
    FIELD(STRING, request_type, SSH2_IS("exit-status")) \
    FIELD(BOOLEAN, want_reply, SSH2_SHOULD_BE(false))    \
    FIELD(UINT32, exit_status)
SSH2_PACKET(chanreq_exit_status, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_EXIT_STATUS_FIELDS)

#endif
