/* SSH_MSG_USERAUTH_SUCCESS (52): the user is authenticated. RFC 4252, section 5.1. Sent once. */
#ifndef SSH2_PACKET_USERAUTH_USERAUTH_SUCCESS_H
#define SSH2_PACKET_USERAUTH_USERAUTH_SUCCESS_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(userauth_success, SSH_MSG_USERAUTH_SUCCESS)

#endif
