/* What the client signs for "publickey": the session identifier and the request up to its
 * signature. RFC 4252, section 7. */
#ifndef SSH2_PACKET_USERAUTH_SIGNED_DATA_PUBLICKEY_H
#define SSH2_PACKET_USERAUTH_SIGNED_DATA_PUBLICKEY_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_PUBLICKEY_FIELDS(FIELD)                          \
    FIELD(STRING, session_identifier)                                     \
    FIELD(BYTE, message_number, SSH2_IS_NUMBER(SSH_MSG_USERAUTH_REQUEST)) \
    FIELD(UTF8, user_name)                                                \
    FIELD(STRING, service_name)                                           \
    FIELD(STRING, method_name, SSH2_IS("publickey"))                      \
    FIELD(BOOLEAN, has_signature, SSH2_IS_NUMBER(true))                   \
    FIELD(STRING, public_key_algorithm_name)                              \
    FIELD(STRING, public_key_blob)
SSH2_PACKET(signed_data_publickey, SSH2_NO_NUMBER, SSH2_SIGNED_DATA_PUBLICKEY_FIELDS)

#endif
