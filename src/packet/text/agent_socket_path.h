/* The environment variable that says where the agent listens. RFC 9987, section 6. */
#ifndef SSH2_PACKET_TEXT_AGENT_SOCKET_PATH_H
#define SSH2_PACKET_TEXT_AGENT_SOCKET_PATH_H

#include "src/packet/packet.h"

#define SSH2_AGENT_SOCKET_PATH_FIELDS(FIELD) \
    FIELD(BYTES, environment, SSH2_SIZE(13), SSH2_IS("SSH_AUTH_SOCK"))
SSH2_PACKET(agent_socket_path, SSH2_NO_NUMBER, SSH2_AGENT_SOCKET_PATH_FIELDS)

#endif
