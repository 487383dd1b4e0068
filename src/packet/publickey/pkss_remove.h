/* "remove": forgets a key. RFC 4819, section 4.2. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_REMOVE_H
#define SSH2_PACKET_PUBLICKEY_PKSS_REMOVE_H

#include "src/packet/packet.h"

#define SSH2_PKSS_REMOVE_FIELDS(FIELD)       \
    FIELD(STRING, name, SSH2_IS("remove"))   \
    FIELD(STRING, public_key_algorithm_name) \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */
SSH2_PACKET(pkss_remove, SSH2_NO_NUMBER, SSH2_PKSS_REMOVE_FIELDS)

#endif
