/* SSH_MSG_USERAUTH_PK_OK (60): the key that was asked about would do. RFC 4252, section 7. The
 * server, while a "publickey" query is outstanding; both fields are the query's. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_PK_OK_H
#define SSH2_PACKET_USERAUTH_USERAUTH_PK_OK_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_PK_OK_FIELDS(FIELD)    \
    FIELD(STRING, public_key_algorithm_name) \
    FIELD(STRING, public_key_blob)
SSH2_PACKET(userauth_pk_ok, SSH_MSG_USERAUTH_PK_OK, SSH2_USERAUTH_PK_OK_FIELDS)

#endif
