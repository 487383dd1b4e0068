/* Any request or response: its name, and what that says. RFC 4819, section 3.2. A request that
 * nobody knows is answered with a status of SSH_PUBLICKEY_REQUEST_NOT_SUPPORTED. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_UNKNOWN_REQUEST_H
#define SSH2_PACKET_PUBLICKEY_PKSS_UNKNOWN_REQUEST_H

#include "src/packet/packet.h"

#define SSH2_PKSS_UNKNOWN_REQUEST_FIELDS(FIELD) \
    FIELD(STRING, name)                         \
    FIELD(REST, data)
SSH2_PACKET(pkss_unknown_request, SSH2_NO_NUMBER, SSH2_PKSS_UNKNOWN_REQUEST_FIELDS)

#endif
