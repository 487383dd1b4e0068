/* "publickey": one key of the list. RFC 4819, section 4.3. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_PUBLICKEY_H
#define SSH2_PACKET_PUBLICKEY_PKSS_PUBLICKEY_H

#include "src/packet/packet.h"
#include "src/packet/publickey/pkss_attribute_names.h"
#include "src/packet/publickey/pkss_limits.h"

#define SSH2_PKSS_PUBLICKEY_FIELDS(FIELD)                                         \
    FIELD(STRING, name, SSH2_IS("publickey"))                                     \
    FIELD(STRING, public_key_algorithm_name)                                      \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */                             \
    FIELD(UINT32, attribute_count, SSH2_RANGE(0, SSH2_PKSS_ATTRIBUTES_MAX_COUNT)) \
    FIELD(REPEAT, attributes, SSH2_COUNTED(pkss_attribute_names))
SSH2_PACKET(pkss_publickey, SSH2_NO_NUMBER, SSH2_PKSS_PUBLICKEY_FIELDS)

#endif
