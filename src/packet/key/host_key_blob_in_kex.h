/* The host key in the replies of key exchange; its type has to be the negotiated one's. RFC 4253,
 * section 8; RFC 8332, section 3.1. */
#ifndef SSH2_PACKET_KEY_HOST_KEY_BLOB_IN_KEX_H
#define SSH2_PACKET_KEY_HOST_KEY_BLOB_IN_KEX_H

#include "src/packet/key/pubkey_unknown.h"
#include "src/packet/packet.h"

#define SSH2_HOST_KEY_BLOB_IN_KEX_FIELDS(FIELD) \
    FIELD(STRING, key_blob, SSH2_HOLDS(pubkey_unknown))
SSH2_PACKET(host_key_blob_in_kex, SSH2_NO_NUMBER, SSH2_HOST_KEY_BLOB_IN_KEX_FIELDS)

#endif
