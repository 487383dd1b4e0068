/* "attribute": one attribute that the server knows. RFC 4819, section 4.4. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_ATTRIBUTE_H
#define SSH2_PACKET_PUBLICKEY_PKSS_ATTRIBUTE_H

#include "src/packet/packet.h"

#define SSH2_PKSS_ATTRIBUTE_FIELDS(FIELD)     \
    FIELD(STRING, name, SSH2_IS("attribute")) \
    FIELD(STRING, attribute_name)             \
    FIELD(BOOLEAN, compulsory) /* the server enforces it */
SSH2_PACKET(pkss_attribute, SSH2_NO_NUMBER, SSH2_PKSS_ATTRIBUTE_FIELDS)

#endif
