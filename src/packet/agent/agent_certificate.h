/* One of the certificates in agent_constraint_ext_associated_certs.h. OpenSSH's PROTOCOL.agent, 3.
 */
#ifndef SSH2_PACKET_AGENT_AGENT_CERTIFICATE_H
#define SSH2_PACKET_AGENT_AGENT_CERTIFICATE_H

#include "src/packet/packet.h"

#define SSH2_AGENT_CERTIFICATE_FIELDS(FIELD) \
    FIELD(STRING, certificate) /* a cert_*.h */
SSH2_PACKET(agent_certificate, SSH2_NO_NUMBER, SSH2_AGENT_CERTIFICATE_FIELDS)

#endif
