/* SSH_AGENT_FAILURE (5): the request failed, or is not known. RFC 9987, section 5.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_FAILURE_H
#define SSH2_PACKET_AGENT_AGENT_FAILURE_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(agent_failure, SSH_AGENT_FAILURE)

#endif
