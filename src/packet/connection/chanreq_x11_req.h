/* SSH_MSG_CHANNEL_REQUEST (98), "x11-req": the session is to have the client's display. RFC 4254,
 * section 6.3.1. The client. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_X11_REQ_H
#define SSH2_PACKET_CONNECTION_CHANREQ_X11_REQ_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_X11_REQ_FIELDS(FIELD)                                                 \
    FIELD(UINT32, recipient_channel)                                                       \
    FIELD(STRING, request_type, SSH2_IS("x11-req"))                                        \
    FIELD(BOOLEAN, want_reply)                                                             \
    FIELD(BOOLEAN, single_connection)          /* only the first one is to be forwarded */ \
    FIELD(STRING, x11_authentication_protocol) /* "MIT-MAGIC-COOKIE-1" */                  \
    FIELD(STRING, x11_authentication_cookie)   /* in hexadecimal; not the real one */      \
    FIELD(UINT32, x11_screen_number)
SSH2_PACKET(chanreq_x11_req, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_X11_REQ_FIELDS)

#endif
