/* What the two commands share that start scp on a server: "scp -pt path" and "scp -pf path". There
 * is no standard but what rcp did and OpenSSH does: scp's options in any order, each a word of its
 * own or several in one, "--" at their end. */
#ifndef SSH2_PACKET_TEXT_SCP_COMMAND_H
#define SSH2_PACKET_TEXT_SCP_COMMAND_H

#include <stdbool.h>

#include "src/wire/bytes.h"
#include "src/wire/reader.h"
#include "src/wire/writer.h"

struct ssh2_scp_command {
    bool verbose;   /* v */
    bool recursive; /* r: directories too */
    bool preserve;  /* p: times and modes are kept */
    bool directory; /* d: path has to be a directory; only where the server receives */
    struct ssh2_bytes path;
};

/* Reads such a command. mode is 't' where the server receives and 'f' where it sends. One word with
 * the options in the order of the struct's members and mode behind them is canonical, "--" only
 * before a path that would pass for an option, in quotes or not. Fails with SSH2_TRUNCATED if there
 * is no path and with SSH2_BAD_VALUE: at "scp", at an unknown option, at the path if mode is
 * missing or the path holds a NUL. */
struct ssh2_scp_command ssh2_read_scp_command(struct ssh2_reader *r, char mode);

/* Writes such a command; w fails with SSH2_BAD_VALUE if the reader would refuse it. */
void ssh2_write_scp_command(struct ssh2_writer *w, char mode, struct ssh2_scp_command command);

#endif
