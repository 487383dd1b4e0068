/* Names of key exchange methods. The chosen one says what 30 to 49 mean. RFC 4253, section 12; RFC
 * 4250, section 4.1.2; RFC 9142, section 4. */
#ifndef SSH2_PACKET_KEX_KEX_METHOD_NAMES_H
#define SSH2_PACKET_KEX_KEX_METHOD_NAMES_H

#include "src/packet/packet.h"

#define SSH2_KEX_METHOD_NAMES_FIELDS(FIELD) \
    FIELD(NAME_LIST, kex_algorithms)
SSH2_PACKET(kex_method_names, SSH2_NO_NUMBER, SSH2_KEX_METHOD_NAMES_FIELDS)

#endif
