/* One name in the reply to "query". RFC 9987, section 5.8.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_SUPPORTED_EXTENSION_H
#define SSH2_PACKET_AGENT_AGENT_SUPPORTED_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_AGENT_SUPPORTED_EXTENSION_FIELDS(FIELD) \
    FIELD(UTF8, supported_extension_type)
SSH2_PACKET(agent_supported_extension, SSH2_NO_NUMBER, SSH2_AGENT_SUPPORTED_EXTENSION_FIELDS)

#endif
