/* SSH_MSG_CHANNEL_REQUEST (98), "window-change": the terminal's new size. RFC 4254, section 6.7.
 * The client; never answered. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_WINDOW_CHANGE_H
#define SSH2_PACKET_CONNECTION_CHANREQ_WINDOW_CHANGE_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_WINDOW_CHANGE_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)                      \
    FIELD(STRING, request_type, SSH2_IS("window-change")) \
    FIELD(BOOLEAN, want_reply, SSH2_IS_NUMBER(false))     \
    FIELD(UINT32, width_columns)                          \
    FIELD(UINT32, height_rows)                            \
    FIELD(UINT32, width_pixels)                           \
    FIELD(UINT32, height_pixels)
SSH2_PACKET(chanreq_window_change, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_WINDOW_CHANGE_FIELDS)

#endif
