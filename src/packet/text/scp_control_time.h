/* scp: the times of the file or directory that comes next. Only when they are to be kept; as rcp
 * had it: "T1700000000 0 1700000000 0". */
#ifndef SSH2_PACKET_TEXT_SCP_CONTROL_TIME_H
#define SSH2_PACKET_TEXT_SCP_CONTROL_TIME_H

#include "src/packet/packet.h"

#define SSH2_SCP_CONTROL_TIME_FIELDS(FIELD)                         \
    FIELD(UINT64, mtime) /* seconds since 1970, UTC, as is atime */ \
    FIELD(UINT32, mtime_usec) /* microseconds, as is atime_usec */  \
    FIELD(UINT64, atime)                                            \
    FIELD(UINT32, atime_usec)
SSH2_HANDWRITTEN_PACKET(scp_control_time, SSH2_SCP_CONTROL_TIME_FIELDS)

#endif
