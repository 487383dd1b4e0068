/* SSH_MSG_DISCONNECT (1): the sender ends the connection. RFC 4253, section 11.1. Either side, at
 * any time; nothing may be sent or accepted behind it. */
#ifndef SSH2_PACKET_TRANSPORT_DISCONNECT_H
#define SSH2_PACKET_TRANSPORT_DISCONNECT_H

#include "src/packet/packet.h"
#include "src/packet/transport/disconnect_reason_codes.h"

#define SSH2_DISCONNECT_FIELDS(FIELD)                                                           \
    FIELD(UINT32, reason_code)  /* SSH_DISCONNECT_* */                                          \
    FIELD(UTF8, description)    /* for people; control characters are for the reader to drop */ \
    FIELD(STRING, language_tag) /* RFC 3066 */
SSH2_PACKET(disconnect, SSH_MSG_DISCONNECT, SSH2_DISCONNECT_FIELDS)

#endif
