/* scp: all is well so far; a single byte, from the side that receives, or behind a file's bytes
 * from the one that sends. As rcp had it. */
#ifndef SSH2_PACKET_TEXT_SCP_STATUS_OK_H
#define SSH2_PACKET_TEXT_SCP_STATUS_OK_H

#include "src/packet/packet.h"

#define SSH2_SCP_STATUS_OK_FIELDS(FIELD) \
    FIELD(BYTE, status, SSH2_IS_NUMBER(0))
SSH2_PACKET(scp_status_ok, SSH2_NO_NUMBER, SSH2_SCP_STATUS_OK_FIELDS)

#endif
