/* One of the agent's keys. RFC 9987, section 5.5. */
#ifndef SSH2_PACKET_AGENT_AGENT_IDENTITY_H
#define SSH2_PACKET_AGENT_AGENT_IDENTITY_H

#include "src/packet/packet.h"

#define SSH2_AGENT_IDENTITY_FIELDS(FIELD)                  \
    FIELD(STRING, key_blob) /* a pubkey_*.h or cert_*.h */ \
    FIELD(UTF8, comment)
SSH2_PACKET(agent_identity, SSH2_NO_NUMBER, SSH2_AGENT_IDENTITY_FIELDS)

#endif
