/* SSH_MSG_CHANNEL_REQUEST (98), "env": an environment variable for the program. RFC 4254, section
 * 6.4. The client, before the program starts. */
#ifndef SSH2_PACKET_CONNECTION_CHANREQ_ENV_H
#define SSH2_PACKET_CONNECTION_CHANREQ_ENV_H

#include "src/packet/packet.h"

#define SSH2_CHANREQ_ENV_FIELDS(FIELD)          \
    FIELD(UINT32, recipient_channel)            \
    FIELD(STRING, request_type, SSH2_IS("env")) \
    FIELD(BOOLEAN, want_reply)                  \
    FIELD(STRING, variable_name)                \
    FIELD(STRING, variable_value)
SSH2_PACKET(chanreq_env, SSH_MSG_CHANNEL_REQUEST, SSH2_CHANREQ_ENV_FIELDS)

#endif
