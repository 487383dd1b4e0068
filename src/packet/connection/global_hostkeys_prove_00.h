/* SSH_MSG_GLOBAL_REQUEST (80), "hostkeys-prove-00@openssh.com": the server is to sign with each of
 * these keys. OpenSSH's PROTOCOL, 2.5. The client, for keys out of global_hostkeys_00. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_00_H
#define SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_00_H

#include "src/packet/connection/host_key_blob.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_HOSTKEYS_PROVE_00_FIELDS(FIELD)                       \
    FIELD(STRING, request_name, SSH2_IS("hostkeys-prove-00@openssh.com")) \
    FIELD(BOOLEAN, want_reply)                                            \
    FIELD(REPEAT, host_key_blobs, SSH2_OF(host_key_blob))
SSH2_PACKET(global_hostkeys_prove_00, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_HOSTKEYS_PROVE_00_FIELDS)

#endif
