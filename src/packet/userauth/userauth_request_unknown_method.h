/* SSH_MSG_USERAUTH_REQUEST (50) with a method nobody here knows: the answer is a failure that lists
 * the methods. RFC 4252, section 5.1. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_UNKNOWN_METHOD_H
#define SSH2_PACKET_USERAUTH_USERAUTH_REQUEST_UNKNOWN_METHOD_H

#include "src/packet/packet.h"
#include "src/packet/userauth/userauth_request.h"

SSH2_PACKET(userauth_request_unknown_method, SSH_MSG_USERAUTH_REQUEST, SSH2_USERAUTH_REQUEST_FIELDS)

#endif
