/* SSH_MSG_CHANNEL_REQUEST (98), "pty-req": a terminal for the session. RFC 4254, section 6.2. The
 * client. Columns and rows override pixels unless they are 0. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_PTY_REQ_H
#define SSH2_PACKET_CONNECTION_CHANREQ_PTY_REQ_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_PTY_REQ_FIELDS(FIELD)                                             \
    FIELD(UINT32, recipient_channel)                                                   \
    FIELD(STRING, request_type, SSH2_IS("pty-req"))                                    \
    FIELD(BOOLEAN, want_reply)                                                         \
    FIELD(STRING, term)                   /* the TERM environment variable: "xterm" */ \
    FIELD(UINT32, width_columns)                                                       \
    FIELD(UINT32, height_rows)                                                         \
    FIELD(UINT32, width_pixels)                                                        \
    FIELD(UINT32, height_pixels)                                                       \
    FIELD(STRING, encoded_terminal_modes) /* a pty_modes.h */
SSH2_PACKET(chanreq_pty_req, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_PTY_REQ_FIELDS)

#endif
