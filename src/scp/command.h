/* The command line that starts the remote scp. */
#ifndef SSH2_SCP_COMMAND_H
#define SSH2_SCP_COMMAND_H

#include "src/scp/scp.h"
#include "src/wire/writer.h"

/* Writes "scp -f PATH", or with -t, -pf, -pt. A quoted path that begins with '-' has "-- " in
 * front, so that it is no option (threat O4). */
void ssh2_scp_write_command(struct ssh2_writer *w, const struct ssh2_scp_request *request);

/* Writes text so that shells of the sh and csh families all make one word of it, with every byte as
 * it is: in single quotes, but apostrophes in double quotes, and exclamation marks behind a
 * backslash. Only a newline is beyond csh. */
void ssh2_scp_write_quoted(struct ssh2_writer *w, struct ssh2_bytes text);

#endif
