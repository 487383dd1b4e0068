/* SSH_MSG_NEWCOMPRESS (8): what the client sends next is under delayed compression. RFC 8308,
 * section 3.2. After SSH_MSG_USERAUTH_SUCCESS, if "delay-compression" is in force. */
#ifndef SSH2_PACKET_TRANSPORT_NEWCOMPRESS_H
#define SSH2_PACKET_TRANSPORT_NEWCOMPRESS_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(newcompress, SSH_MSG_NEWCOMPRESS)

#endif
