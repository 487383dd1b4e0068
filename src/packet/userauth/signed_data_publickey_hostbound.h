/* What the client signs for the host-bound "publickey". OpenSSH's PROTOCOL, 3.1. */
#ifndef SSH2_PACKET_USERAUTH_SIGNED_DATA_PUBLICKEY_HOSTBOUND_H
#define SSH2_PACKET_USERAUTH_SIGNED_DATA_PUBLICKEY_HOSTBOUND_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_PUBLICKEY_HOSTBOUND_FIELDS(FIELD)                     \
    FIELD(STRING, session_identifier)                                          \
    FIELD(BYTE, message_number, SSH2_IS_NUMBER(SSH_MSG_USERAUTH_REQUEST))      \
    FIELD(UTF8, user_name)                                                     \
    FIELD(STRING, service_name)                                                \
    FIELD(STRING, method_name, SSH2_IS("publickey-hostbound-v00@openssh.com")) \
    FIELD(BOOLEAN, has_signature, SSH2_IS_NUMBER(true))                        \
    FIELD(STRING, public_key_algorithm_name)                                   \
    FIELD(STRING, public_key_blob)                                             \
    FIELD(STRING, server_host_key)
SSH2_PACKET(signed_data_publickey_hostbound, SSH2_NO_NUMBER,
            SSH2_SIGNED_DATA_PUBLICKEY_HOSTBOUND_FIELDS)

#endif
