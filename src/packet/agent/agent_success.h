/* SSH_AGENT_SUCCESS (6): the request succeeded. RFC 9987, section 5.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_SUCCESS_H
#define SSH2_PACKET_AGENT_AGENT_SUCCESS_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(agent_success, SSH_AGENT_SUCCESS)

#endif
