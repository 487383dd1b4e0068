/* scp: something went wrong with one file; the session goes on. A byte of 1, then this line; as rcp
 * had it. */
#ifndef SSH2_PACKET_TEXT_SCP_STATUS_WARNING_H
#define SSH2_PACKET_TEXT_SCP_STATUS_WARNING_H

#include "src/packet/packet.h"

#define SSH2_SCP_STATUS_WARNING_FIELDS(FIELD) \
    FIELD(BYTES, message) /* for people; any bytes but a newline */
SSH2_HANDWRITTEN_PACKET(scp_status_warning, SSH2_SCP_STATUS_WARNING_FIELDS)

#endif
