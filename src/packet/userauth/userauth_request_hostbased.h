/* SSH_MSG_USERAUTH_REQUEST (50), "hostbased": the client's host vouches for the user. RFC 4252,
 * section 9. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_HOSTBASED_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_HOSTBASED_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_REQUEST_HOSTBASED_FIELDS(FIELD)                          \
    FIELD(UTF8, user_name)                   /* on the server */               \
    FIELD(STRING, service_name)                                                \
    FIELD(STRING, method_name, SSH2_IS("hostbased"))                           \
    FIELD(STRING, public_key_algorithm)                                        \
    FIELD(STRING, host_key_and_certificates) /* the client host's */           \
    FIELD(STRING, client_host_name_fqdn)     /* US-ASCII; some end in a dot */ \
    FIELD(UTF8, client_user_name)            /* on the client's host */        \
    FIELD(STRING, signature)                 /* over signed_data_hostbased */
SSH2_PACKET(userauth_request_hostbased, SSH_MSG_USERAUTH_REQUEST,
            SSH2_USERAUTH_REQUEST_HOSTBASED_FIELDS)

#endif
