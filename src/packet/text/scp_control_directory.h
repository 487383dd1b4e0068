/* scp: what comes next, up to scp_control_end, lies in this directory. Only when recursive; as rcp
 * had it. On the wire a size of 0 stands between. */
#ifndef SSH2_PACKET_TEXT_SCP_CONTROL_DIRECTORY_H
#define SSH2_PACKET_TEXT_SCP_CONTROL_DIRECTORY_H

#include "src/packet/packet.h"

#define SSH2_SCP_CONTROL_DIRECTORY_FIELDS(FIELD)            \
    FIELD(UINT32, mode) /* four octal digits on the wire */ \
    FIELD(BYTES, name) /* no path: scp_entry.h says what it may not be */
SSH2_HANDWRITTEN_PACKET(scp_control_directory, SSH2_SCP_CONTROL_DIRECTORY_FIELDS)

#endif
