/* A message whose number has no meaning here: answered with SSH_MSG_UNIMPLEMENTED and otherwise
 * ignored. RFC 4253, section 11.4. */
#ifndef SSH2_PACKET_TRANSPORT_UNKNOWN_MESSAGE_H
#define SSH2_PACKET_TRANSPORT_UNKNOWN_MESSAGE_H

#include "src/packet/packet.h"

#define SSH2_UNKNOWN_MESSAGE_FIELDS(FIELD)                                              \
    FIELD(BYTE, message_number, SSH2_RANGE(1, 255)) /* 0: no number: RFC 4250, 4.1.1 */ \
    FIELD(REST, body)
SSH2_PACKET(unknown_message, SSH2_NO_NUMBER, SSH2_UNKNOWN_MESSAGE_FIELDS)

#endif
