/* SSH_MSG_GLOBAL_REQUEST (80), "elevation": whether the session is elevated. RFC 8308, section 3.4.
 * The server, if the client has sent "elevation" in SSH_MSG_EXT_INFO. */
#ifndef SSH2_PACKET_CONNECTION_GLOBAL_ELEVATION_H
#define SSH2_PACKET_CONNECTION_GLOBAL_ELEVATION_H

#include "src/packet/packet.h"

#define SSH2_GLOBAL_ELEVATION_FIELDS(FIELD)           \
    FIELD(STRING, request_name, SSH2_IS("elevation")) \
    FIELD(BOOLEAN, want_reply)                        \
    FIELD(BOOLEAN, elevation_performed)
SSH2_PACKET(global_elevation, SSH_MSG_GLOBAL_REQUEST, SSH2_GLOBAL_ELEVATION_FIELDS)

#endif
