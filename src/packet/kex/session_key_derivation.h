/* What is hashed for a key. RFC 4253, section 7.2. K is a string for the hybrids: RFC 10042,
 * section 2.4. The lengths of the two hashes are those of their methods; nothing in here tells
 * them. */
#ifndef SSH2_PACKET_KEX_SESSION_KEY_DERIVATION_H
#define SSH2_PACKET_KEX_SESSION_KEY_DERIVATION_H

#include "src/packet/packet.h"

#define SSH2_SESSION_KEY_DERIVATION_FIELDS(FIELD) \
    FIELD(MPINT, k)                               \
    FIELD(REST, h_letter_and_session_id) /* H; "A" to "F"; the first exchange's H */
SSH2_PACKET(session_key_derivation, SSH2_NO_NUMBER, SSH2_SESSION_KEY_DERIVATION_FIELDS)

#endif
