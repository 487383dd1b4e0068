/* scp: something went wrong; the session ends. A byte of 2, then this line; as rcp had it. */
#ifndef SSH2_PACKET_TEXT_SCP_STATUS_ERROR_H
#define SSH2_PACKET_TEXT_SCP_STATUS_ERROR_H

#include "src/packet/packet.h"

#define SSH2_SCP_STATUS_ERROR_FIELDS(FIELD) \
    FIELD(BYTES, message) /* for people; any bytes but a newline */
SSH2_HANDWRITTEN_PACKET(scp_status_error, SSH2_SCP_STATUS_ERROR_FIELDS)

#endif
