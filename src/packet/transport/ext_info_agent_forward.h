/* "agent-forward": the server knows "agent-req" and "agent-connect". RFC 9987, section 7.1. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_AGENT_FORWARD_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_AGENT_FORWARD_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_AGENT_FORWARD_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("agent-forward")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_agent_forward, SSH2_NO_NUMBER, SSH2_EXT_INFO_AGENT_FORWARD_FIELDS)

#endif
