/* scp: the directory ends here. Only when recursive; as rcp had it. */
#ifndef SSH2_PACKET_TEXT_SCP_CONTROL_END_H
#define SSH2_PACKET_TEXT_SCP_CONTROL_END_H

#include "src/packet/packet.h"

#define SSH2_SCP_CONTROL_END_FIELDS(FIELD)        \
    FIELD(BYTES, tag, SSH2_SIZE(1), SSH2_IS("E")) \
    FIELD(BYTES, newline, SSH2_SIZE(1), SSH2_IS("\n"))
SSH2_PACKET(scp_control_end, SSH2_NO_NUMBER, SSH2_SCP_CONTROL_END_FIELDS)

#endif
