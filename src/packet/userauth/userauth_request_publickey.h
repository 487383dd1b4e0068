/* SSH_MSG_USERAUTH_REQUEST (50), "publickey" with its signature. RFC 4252, section 7. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PUBLICKEY_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_PUBLICKEY_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_PUBLICKEY_FIELDS(FIELD)                                      \
    FIELD(UTF8, user_name)                                                                 \
    FIELD(STRING, service_name)                                                            \
    FIELD(STRING, method_name, SSH2_IS("publickey"))                                       \
    FIELD(BOOLEAN, has_signature, SSH2_IS_NUMBER(true))                                    \
    FIELD(STRING, public_key_algorithm_name) /* of the signature: RFC 8332, section 3.2 */ \
    FIELD(STRING, public_key_blob)           /* a pubkey_*.h or cert_*.h */                \
    FIELD(STRING, signature)                 /* a sig_*.h over signed_data_publickey */
SSH2_PACKET(userauth_request_publickey, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_PUBLICKEY_FIELDS)

#endif
