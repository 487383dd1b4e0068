/* "publickey": one key of the list, in version 1 of the protocol, as libssh2 reads it. Compare
 * pkss_publickey.h. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_PUBLICKEY_V1_H
#define SSH2_PACKET_PUBLICKEY_PKSS_PUBLICKEY_V1_H

#include "src/packet/packet.h"

#define SSH2_PKSS_PUBLICKEY_V1_FIELDS(FIELD)  \
    FIELD(STRING, name, SSH2_IS("publickey")) \
    FIELD(STRING, comment)                    \
    FIELD(STRING, public_key_algorithm_name)  \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */
SSH2_PACKET(pkss_publickey_v1, SSH2_NO_NUMBER, SSH2_PKSS_PUBLICKEY_V1_FIELDS)

#endif
