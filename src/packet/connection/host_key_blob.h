/* One host key in the global requests about them. OpenSSH's PROTOCOL, 2.5. */
#ifndef SSH2_PACKET_CONNECTION_HOST_KEY_BLOB_H
#define SSH2_PACKET_CONNECTION_HOST_KEY_BLOB_H

#include "src/packet/packet.h"

#define SSH2_HOST_KEY_BLOB_FIELDS(FIELD) \
    FIELD(STRING, host_key_blob) /* a pubkey_*.h */
SSH2_PACKET(host_key_blob, SSH2_NO_NUMBER, SSH2_HOST_KEY_BLOB_FIELDS)

#endif
