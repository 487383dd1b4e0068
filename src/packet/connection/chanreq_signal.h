/* SSH_MSG_CHANNEL_REQUEST (98), "signal": a signal for the program. RFC 4254, section 6.9. The
 * client; never answered. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_SIGNAL_H
#define SSH2_PACKET_CONNECTION_CHANREQ_SIGNAL_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_SIGNAL_FIELDS(FIELD)             \
    FIELD(UINT32, recipient_channel)                  \
    FIELD(STRING, request_type, SSH2_IS("signal"))    \
    FIELD(BOOLEAN, want_reply, SSH2_IS_NUMBER(false)) \
    FIELD(STRING, signal_name) /* without SIG: "TERM"; see chanreq_exit_signal.h */
SSH2_PACKET(chanreq_signal, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_SIGNAL_FIELDS)

#endif
