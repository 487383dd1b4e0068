/* An attribute of a key that is added. RFC 4819, section 4.1. For the names see
 * pkss_attribute_names.h. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_ADD_ATTRIBUTE_H
#define SSH2_PACKET_PUBLICKEY_PKSS_ADD_ATTRIBUTE_H

#include "src/packet/packet.h"

#define SSH2_PKSS_ADD_ATTRIBUTE_FIELDS(FIELD) \
    FIELD(STRING, attribute_name)             \
    FIELD(STRING, attribute_value)            \
    FIELD(BOOLEAN, critical) /* refuse the key rather than ignore the attribute */
SSH2_PACKET(pkss_add_attribute, SSH2_NO_NUMBER, SSH2_PKSS_ADD_ATTRIBUTE_FIELDS)

#endif
