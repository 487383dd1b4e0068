/* SSH_AGENTC_EXTENSION (27), "query": asks which extensions there are. RFC 9987, section 5.8.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_EXTENSION_QUERY_H
#define SSH2_PACKET_AGENT_AGENT_EXTENSION_QUERY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_EXTENSION_QUERY_FIELDS(FIELD) \
    FIELD(UTF8, extension_type, SSH2_IS("query"))
SSH2_PACKET(agent_extension_query, SSH_AGENTC_EXTENSION, SSH2_AGENT_EXTENSION_QUERY_FIELDS)

#endif
