/* A key's constraint: the library that talks to its FIDO token. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_SK_PROVIDER_H
#define SSH2_PACKET_AGENT_AGENT_CONSTRAINT_EXT_SK_PROVIDER_H

#include "src/packet/agent/agent_constraints.h"
#include "src/packet/packet.h"

#define SSH2_AGENT_CONSTRAINT_EXT_SK_PROVIDER_FIELDS(FIELD)                     \
    FIELD(BYTE, constraint_type, SSH2_IS_NUMBER(SSH_AGENT_CONSTRAIN_EXTENSION)) \
    FIELD(UTF8, extension_name, SSH2_IS("sk-provider@openssh.com"))             \
    FIELD(STRING, provider_path)
SSH2_PACKET(agent_constraint_ext_sk_provider, SSH2_NO_NUMBER,
            SSH2_AGENT_CONSTRAINT_EXT_SK_PROVIDER_FIELDS)

#endif
