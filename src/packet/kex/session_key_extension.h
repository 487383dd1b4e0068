/* What is hashed for more of a key than the first hash gave. RFC 4253, section 7.2. For k see
 * session_key_derivation.h. */
#ifndef SSH2_PACKET_KEX_SESSION_KEY_EXTENSION_H
#define SSH2_PACKET_KEX_SESSION_KEY_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_SESSION_KEY_EXTENSION_FIELDS(FIELD) \
    FIELD(MPINT, k)                              \
    FIELD(REST, h_and_previous_output)
SSH2_PACKET(session_key_extension, SSH2_NO_NUMBER, SSH2_SESSION_KEY_EXTENSION_FIELDS)

#endif
