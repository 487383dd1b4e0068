/* SSH_MSG_REQUEST_SUCCESS (81) for "hostkeys-prove-00@openssh.com": a signature for each key, in
 * the order of the request. OpenSSH's PROTOCOL, 2.5. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_00_SUCCESS_H
#define SSH2_PACKET_CONNECTION_GLOBAL_HOSTKEYS_PROVE_00_SUCCESS_H

#include "src/packet/connection/host_key_signature.h"
#include "src/packet/packet.h"

#define SSH2_GLOBAL_HOSTKEYS_PROVE_00_SUCCESS_FIELDS(FIELD) \
    FIELD(REPEAT, signatures, SSH2_OF(host_key_signature))
SSH2_PACKET(global_hostkeys_prove_00_success, SSH_MSG_REQUEST_SUCCESS,
            SSH2_GLOBAL_HOSTKEYS_PROVE_00_SUCCESS_FIELDS)

#endif
