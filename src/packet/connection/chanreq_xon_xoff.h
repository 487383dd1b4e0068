/* SSH_MSG_CHANNEL_REQUEST (98), "xon-xoff": whether the client may do flow control. RFC 4254,
 * section 6.8. The server; never answered. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_XON_XOFF_H
#define SSH2_PACKET_CONNECTION_CHANREQ_XON_XOFF_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_XON_XOFF_FIELDS(FIELD)           \
    FIELD(UINT32, recipient_channel)                  \
    FIELD(STRING, request_type, SSH2_IS("xon-xoff"))  \
    FIELD(BOOLEAN, want_reply, SSH2_IS_NUMBER(false)) \
    FIELD(BOOLEAN, client_can_do)
SSH2_PACKET(chanreq_xon_xoff, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_XON_XOFF_FIELDS)

#endif
