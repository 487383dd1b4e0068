/* SSH_MSG_USERAUTH_REQUEST (50), "publickey" bound to the server's host key. OpenSSH's PROTOCOL,
 * 3.1. If the server has sent "publickey-hostbound@openssh.com". */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PUBLICKEY_HOSTBOUND_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PUBLICKEY_HOSTBOUND_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_PUBLICKEY_HOSTBOUND_FIELDS(FIELD)                \
    FIELD(UTF8, user_name)                                                     \
    FIELD(STRING, service_name)                                                \
    FIELD(STRING, method_name, SSH2_IS("publickey-hostbound-v00@openssh.com")) \
    FIELD(BOOLEAN, has_signature, SSH2_SELECTS)                                \
    FIELD(STRING, public_key_algorithm_name)                                   \
    FIELD(STRING, public_key_blob)                                             \
    FIELD(STRING, server_host_key) /* the one of the first key exchange */     \
    FIELD(STRING, signature, SSH2_WHEN(true)) /* a sig_*.h over signed_data_publickey_hostbound */
SSH2_PACKET(userauth_request_publickey_hostbound, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_PUBLICKEY_HOSTBOUND_FIELDS)

#endif
