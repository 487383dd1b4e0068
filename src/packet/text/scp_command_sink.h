/* The command that starts scp on a server that receives: "scp -t path". As rcp had it;
 * scp_command.h says how its options may be written. */
#ifndef SSH2_PACKET_TEXT_SCP_COMMAND_SINK_H
#define SSH2_PACKET_TEXT_SCP_COMMAND_SINK_H

#include "src/packet/packet.h"

#define SSH2_SCP_COMMAND_SINK_FIELDS(FIELD)                  \
    FIELD(BOOLEAN, verbose)                                  \
    FIELD(BOOLEAN, recursive) /* directories too */          \
    FIELD(BOOLEAN, preserve)  /* times and modes are kept */ \
    FIELD(BOOLEAN, directory) /* the path has to be one */   \
    FIELD(REST, path)         /* as the server's shell will read it: quoted already; no NUL */
SSH2_HANDWRITTEN_PACKET(scp_command_sink, SSH2_SCP_COMMAND_SINK_FIELDS)

#endif
