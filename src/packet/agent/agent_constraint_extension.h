/* A key's constraint beyond the RFC; it tells no length, so that one that is not known fails the
 * whole request. RFC 9987, section 5.2.7.3. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXTENSION_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXTENSION_H

#include "src/packet/agent/agent_constraints.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_EXTENSION_FIELDS(FIELD)                           \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_EXTENSION)) \
    FIELD(UTF8, extension_name)                                                 \
    FIELD(REST, details)
SSH2_PACKET(agent_constraint_extension, SSH2_NO_NUMBER, SSH2_AGENT_CONSTRAINT_EXTENSION_FIELDS)

#endif
