/* SSH_AGENTC_EXTENSION (27): a request beyond the RFC. RFC 9987, section 5.8. See
 * agent_extension_*.h. */
#ifndef SSH2_PACKET_AGENT_AGENT_EXTENSION_H
#define SSH2_PACKET_AGENT_AGENT_EXTENSION_H

#include "src/packet/packet.h"

#define SSH2_AGENT_EXTENSION_FIELDS(FIELD)                                  \
    FIELD(UTF8, extension_type) /* a private one holds an @ and a domain */ \
    FIELD(REST, contents)
SSH2_PACKET(agent_extension, SSH_AGENTC_EXTENSION, SSH2_AGENT_EXTENSION_FIELDS)

#endif
