/* scp: a file comes next, its bytes and a status behind this line. Either side is the sender; as
 * rcp had it. */
#ifndef SSH2_PACKET_TEXT_SCP_CONTROL_FILE_H
#define SSH2_PACKET_TEXT_SCP_CONTROL_FILE_H

#include "src/packet/packet.h"

#define SSH2_SCP_CONTROL_FILE_FIELDS(FIELD)                 \
    FIELD(UINT32, mode) /* four octal digits on the wire */ \
    FIELD(UINT64, size) /* bytes, in decimal digits */      \
    FIELD(BYTES, name) /* no path: scp_entry.h says what it may not be */
SSH2_HANDWRITTEN_PACKET(scp_control_file, SSH2_SCP_CONTROL_FILE_FIELDS)

#endif
