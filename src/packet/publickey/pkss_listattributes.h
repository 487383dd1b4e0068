/* "listattributes": asks which attributes the server knows. It answers with an "attribute" each and
 * a status. RFC 4819, section 4.4. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_LISTATTRIBUTES_H
#define SSH2_PACKET_PUBLICKEY_PKSS_LISTATTRIBUTES_H

#include "src/packet/packet.h"

#define SSH2_PKSS_LISTATTRIBUTES_FIELDS(FIELD) \
    FIELD(STRING, name, SSH2_IS("listattributes"))
SSH2_PACKET(pkss_listattributes, SSH2_NO_NUMBER, SSH2_PKSS_LISTATTRIBUTES_FIELDS)

#endif
