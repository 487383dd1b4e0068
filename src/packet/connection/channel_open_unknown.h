/* SSH_MSG_CHANNEL_OPEN (90) with a type nobody here knows: answered with
 * SSH_MSG_CHANNEL_OPEN_FAILURE, SSH_OPEN_UNKNOWN_CHANNEL_TYPE. RFC 4254, section 5.1. */
#ifndef SSH2_PACKET_CONNECTION_CHANNEL_OPEN_UNKNOWN_H
#define SSH2_PACKET_CONNECTION_CHANNEL_OPEN_UNKNOWN_H

#include "src/packet/connection/channel_open.h"
#include "src/packet/packet.h"

SSH2_PACKET(channel_open_unknown, SSH_MSG_CHANNEL_OPEN, SSH2_CHANNEL_OPEN_FIELDS)

#endif
