/* A key's constraint: certificates for the keys of a token. OpenSSH's PROTOCOL.agent, 3. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_ASSOCIATED_CERTS_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_ASSOCIATED_CERTS_H

#include "src/packet/agent/agent_certificate.h"
#include "src/packet/agent/agent_constraints.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_EXT_ASSOCIATED_CERTS_FIELDS(FIELD)                \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_EXTENSION)) \
    FIELD(UTF8, extension_name, SSH2_IS("associated-certs-v00@openssh.com"))    \
    FIELD(BOOLEAN, certs_only)                                                  \
    FIELD(STRING, certs_blob, SSH2_HOLDS_ALL(agent_certificate))
SSH2_PACKET(agent_constraint_ext_associated_certs, SSH2_NO_NUMBER,
            SSH2_AGENT_CONSTRAINT_EXT_ASSOCIATED_CERTS_FIELDS)

#endif
