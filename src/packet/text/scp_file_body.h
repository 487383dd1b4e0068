/* scp: a file's bytes and the status behind them. As rcp had it. How many bytes there are was said
 * in scp_control_file. */
#ifndef SSH2_PACKET_TEXT_SCP_FILE_BODY_H
#define SSH2_PACKET_TEXT_SCP_FILE_BODY_H

#include "src/packet/packet.h"

#define SSH2_SCP_FILE_BODY_FIELDS(FIELD) \
    FIELD(REST, data)
SSH2_HANDWRITTEN_PACKET(scp_file_body, SSH2_SCP_FILE_BODY_FIELDS)

#endif
