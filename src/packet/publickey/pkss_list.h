/* "list": asks for all keys. The server answers with a "publickey" each and a status. RFC 4819,
 * section 4.3. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_LIST_H
#define SSH2_PACKET_PUBLICKEY_PKSS_LIST_H

#include "src/packet/packet.h"

#define SSH2_PKSS_LIST_FIELDS(FIELD) \
    FIELD(STRING, name, SSH2_IS("list"))
SSH2_PACKET(pkss_list, SSH2_NO_NUMBER, SSH2_PKSS_LIST_FIELDS)

#endif
