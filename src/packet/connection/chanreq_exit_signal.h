/* SSH_MSG_CHANNEL_REQUEST (98), "exit-signal": the signal that ended the program. RFC 4254, section
 * 6.10. The server, in place of "exit-status"; want_reply as there. Names: ABRT ALRM FPE HUP
 * ILL INT KILL PIPE QUIT SEGV TERM USR1 USR2, or a private one with an @ and a domain. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_EXIT_SIGNAL_H
#define SSH2_PACKET_CONNECTION_CHANREQ_EXIT_SIGNAL_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_EXIT_SIGNAL_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)                    \
    FIELD(STRING, request_type, SSH2_IS("exit-signal")) \
    FIELD(BOOLEAN, want_reply, SSH2_SHOULD_BE(false))    \
    FIELD(STRING, signal_name) /* without SIG */        \
    FIELD(BOOLEAN, core_dumped)                         \
    FIELD(UTF8, error_message)                          \
    FIELD(STRING, language_tag)
SSH2_PACKET(chanreq_exit_signal, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_EXIT_SIGNAL_FIELDS)

#endif
