/* SSH_MSG_GLOBAL_REQUEST (80), "hostkeys-prove": the server is to sign with each of these keys.
 * draft-ietf-sshm-hostkey-update-00, section 2.2. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_H
#define SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_H

#include "src/packet/connection/host_key_blob.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_HOSTKEYS_PROVE_FIELDS(FIELD)           \
    FIELD(STRING, request_name, SSH2_IS("hostkeys-prove")) \
    FIELD(BOOLEAN, want_reply)                             \
    FIELD(REPEAT, host_key_blobs, SSH2_OF(host_key_blob))
SSH2_PACKET(global_hostkeys_prove, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_HOSTKEYS_PROVE_FIELDS)

#endif
