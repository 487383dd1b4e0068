/* The command that starts scp on a server that sends: "scp -f path". As rcp had it; scp_command.h
 * says how its options may be written. */
#ifndef SSH2_PACKET_TEXT_SCP_COMMAND_SOURCE_H
#define SSH2_PACKET_TEXT_SCP_COMMAND_SOURCE_H

#include "src/packet/packet.h"

#define SSH2_SCP_COMMAND_SOURCE_FIELDS(FIELD)                \
    FIELD(BOOLEAN, verbose)                                  \
    FIELD(BOOLEAN, recursive) /* directories too */          \
    FIELD(BOOLEAN, preserve)  /* times and modes are kept */ \
    FIELD(REST, path)         /* as the server's shell will read it: quoted already; no NUL */
SSH2_HANDWRITTEN_PACKET(scp_command_source, SSH2_SCP_COMMAND_SOURCE_FIELDS)

#endif
