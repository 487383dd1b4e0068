/* SSH_MSG_CHANNEL_REQUEST (98), "break": a BREAK on the terminal line. RFC 4335, section 3. The
 * client. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_BREAK_H
#define SSH2_PACKET_CONNECTION_CHANREQ_BREAK_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_BREAK_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)              \
    FIELD(STRING, request_type, SSH2_IS("break")) \
    FIELD(BOOLEAN, want_reply)                    \
    FIELD(UINT32, break_length_ms) /* 500 to 3000 are kept; 0: as the device likes */
SSH2_PACKET(chanreq_break, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_BREAK_FIELDS)

#endif
