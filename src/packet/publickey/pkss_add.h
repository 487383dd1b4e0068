/* "add": keeps a key for the user. RFC 4819, section 4.1. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_ADD_H
#define SSH2_PACKET_PUBLICKEY_PKSS_ADD_H

#include "src/packet/packet.h"
#include "src/packet/publickey/pkss_add_attribute.h"
#include "src/packet/publickey/pkss_limits.h"

#define SSH2_PKSS_ADD_FIELDS(FIELD)                                               \
    FIELD(STRING, name, SSH2_IS("add"))                                           \
    FIELD(STRING, public_key_algorithm_name)                                      \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */                             \
    FIELD(BOOLEAN, overwrite)      /* a key that is there already */              \
    FIELD(UINT32, attribute_count, SSH2_RANGE(0, SSH2_PKSS_ATTRIBUTES_MAX_COUNT)) \
    FIELD(REPEAT, attributes, SSH2_COUNTED(pkss_add_attribute))
SSH2_PACKET(pkss_add, SSH2_NO_NUMBER, SSH2_PKSS_ADD_FIELDS)

#endif
