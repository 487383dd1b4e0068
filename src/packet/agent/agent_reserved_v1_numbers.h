/* A message of protocol 1, or a private one: answered with SSH_AGENT_FAILURE. RFC 9987, section
 * 8.1.1. */
#ifndef SSH2_PACKET_AGENT_AGENT_RESERVED_V1_NUMBERS_H
#define SSH2_PACKET_AGENT_AGENT_RESERVED_V1_NUMBERS_H

#include "src/packet/packet.h"

#define SSH2_AGENT_RESERVED_V1_NUMBERS_FIELDS(FIELD)                         \
    FIELD(BYTE, type) /* 0 to 4, 7 to 10, 15, 16, 24; from 240 on private */ \
    FIELD(REST, contents)
SSH2_PACKET(agent_reserved_v1_numbers, SSH2_NO_NUMBER, SSH2_AGENT_RESERVED_V1_NUMBERS_FIELDS)

#endif
