/* "add": keeps a key for the user, in version 1 of the protocol, as libssh2 sends it. Compare
 * pkss_add.h. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_ADD_V1_H
#define SSH2_PACKET_PUBLICKEY_PKSS_ADD_V1_H

#include "src/packet/packet.h"

#define SSH2_PKSS_ADD_V1_FIELDS(FIELD)       \
    FIELD(STRING, name, SSH2_IS("add"))      \
    FIELD(STRING, comment)                   \
    FIELD(STRING, public_key_algorithm_name) \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */
SSH2_PACKET(pkss_add_v1, SSH2_NO_NUMBER, SSH2_PKSS_ADD_V1_FIELDS)

#endif
