/* SSH_MSG_IGNORE (2): data without a meaning, against traffic analysis. RFC 4253, section 11.2.
 * Either side, at any time, but not during the first key exchange under strict KEX. */
#ifndef SSH2_PACKET_TRANSPORT_IGNORE_H
#define SSH2_PACKET_TRANSPORT_IGNORE_H

#include "src/packet/packet.h"

#define SSH2_IGNORE_FIELDS(FIELD) \
    FIELD(STRING, data)
SSH2_PACKET(ignore, SSH_MSG_IGNORE, SSH2_IGNORE_FIELDS)

#endif
