/* SSH_AGENT_EXTENSION_RESPONSE (29), "query": the extensions that there are. RFC 9987, section
 * 5.8.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_EXTENSION_QUERY_RESPONSE_H
#define SSH2_PACKET_AGENT_AGENT_EXTENSION_QUERY_RESPONSE_H

#include "src/packet/agent/agent_supported_extension.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_EXTENSION_QUERY_RESPONSE_FIELDS(FIELD) \
    FIELD(UTF8, extension_type, SSH2_IS("query"))         \
    FIELD(REPEAT, supported_extension_types, SSH2_OF(agent_supported_extension))
SSH2_PACKET(agent_extension_query_response, SSH_AGENT_EXTENSION_RESPONSE,
            SSH2_AGENT_EXTENSION_QUERY_RESPONSE_FIELDS)

#endif
