/* SSH_MSG_USERAUTH_FAILURE (51): the request failed, or was not enough. RFC 4252, section 5.1. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_FAILURE_H
#define SSH2_PACKET_USERAUTH_USERAUTH_FAILURE_H

#include "src/packet/packet.h"

#define SSH2_USERAUTH_FAILURE_FIELDS(FIELD)                                                \
    FIELD(NAME_LIST, authentications_that_can_continue) /* methods that may yet succeed */ \
    FIELD(BOOLEAN, partial_success) /* the request itself succeeded and more are needed */
SSH2_PACKET(userauth_failure, SSH_MSG_USERAUTH_FAILURE, SSH2_USERAUTH_FAILURE_FIELDS)

#endif
