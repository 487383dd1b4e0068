/* SSH_MSG_DEBUG (4): a message for who debugs. RFC 4253, section 11.3. Either side, at any time. */
#ifndef SSH2_PACKET_TRANSPORT_DEBUG_H
#define SSH2_PACKET_TRANSPORT_DEBUG_H

#include "src/packet/packet.h"

#define SSH2_DEBUG_FIELDS(FIELD)                                                       \
    FIELD(BOOLEAN, always_display) /* false: show it only to those who asked for it */ \
    FIELD(UTF8, message)                                                               \
    FIELD(STRING, language_tag)
SSH2_PACKET(debug, SSH_MSG_DEBUG, SSH2_DEBUG_FIELDS)

#endif
