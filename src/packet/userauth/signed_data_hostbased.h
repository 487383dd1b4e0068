/* What the client's host signs for "hostbased". RFC 4252, section 9. */
#ifndef SSH2_PACKET_USERAUTH_SIGNED_DATA_HOSTBASED_H
#define SSH2_PACKET_USERAUTH_SIGNED_DATA_HOSTBASED_H

#include "src/packet/packet.h"

#define SSH2_SIGNED_DATA_HOSTBASED_FIELDS(FIELD)                          \
    FIELD(STRING, session_identifier)                                     \
    FIELD(BYTE, message_number, SSH2_IS_NUMBER(SSH_MSG_USERAUTH_REQUEST)) \
    FIELD(UTF8, user_name)                                                \
    FIELD(STRING, service_name)                                           \
    FIELD(STRING, method_name, SSH2_IS("hostbased"))                      \
    FIELD(STRING, public_key_algorithm)                                   \
    FIELD(STRING, host_key_and_certificates)                              \
    FIELD(STRING, client_host_name_fqdn)                                  \
    FIELD(UTF8, client_user_name)
SSH2_PACKET(signed_data_hostbased, SSH2_NO_NUMBER, SSH2_SIGNED_DATA_HOSTBASED_FIELDS)

#endif
