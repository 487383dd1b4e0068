/* SSH_MSG_DISCONNECT (1): the sender ends the connection. RFC 4253, section 11.1. Either side, at
 * any time; nothing may be sent or accepted behind it. */
#ifndef SSH2_PACKET_TRANSPORT_DISCONNECT_H
#define SSH2_PACKET_TRANSPORT_DISCONNECT_H

#include "src/packet/packet.h"

/* Reason codes: RFC 4250, section 4.2.2. 0xfe000000 and above are private. */
enum {
    SSH_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT = 1,
    SSH_DISCONNECT_PROTOCOL_ERROR = 2,
    SSH_DISCONNECT_KEY_EXCHANGE_FAILED = 3,
    SSH_DISCONNECT_RESERVED = 4,
    SSH_DISCONNECT_MAC_ERROR = 5,
    SSH_DISCONNECT_COMPRESSION_ERROR = 6,
    SSH_DISCONNECT_SERVICE_NOT_AVAILABLE = 7,
    SSH_DISCONNECT_PROTOCOL_VERSION_NOT_SUPPORTED = 8,
    SSH_DISCONNECT_HOST_KEY_NOT_VERIFIABLE = 9,
    SSH_DISCONNECT_CONNECTION_LOST = 10,
    SSH_DISCONNECT_BY_APPLICATION = 11,
    SSH_DISCONNECT_TOO_MANY_CONNECTIONS = 12,
    SSH_DISCONNECT_AUTH_CANCELLED_BY_USER = 13,
    SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE = 14,
    SSH_DISCONNECT_ILLEGAL_USER_NAME = 15
};

#define SSH2_DISCONNECT_FIELDS(FIELD)                                                           \
    FIELD(UINT32, reason_code)  /* SSH_DISCONNECT_* */                                          \
    FIELD(UTF8, description)    /* for people; control characters are for the reader to drop */ \
    FIELD(STRING, language_tag) /* RFC 3066 */
SSH2_PACKET(disconnect, SSH_MSG_DISCONNECT, SSH2_DISCONNECT_FIELDS)

#endif
