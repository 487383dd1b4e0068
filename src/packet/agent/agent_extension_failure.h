/* SSH_AGENT_EXTENSION_FAILURE (28): the extension is known and failed. RFC 9987, section 5.8. */
#ifndef SSH2_PACKET_AGENT_AGENT_EXTENSION_FAILURE_H
#define SSH2_PACKET_AGENT_AGENT_EXTENSION_FAILURE_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(agent_extension_failure, SSH_AGENT_EXTENSION_FAILURE)

#endif
