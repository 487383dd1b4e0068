/* A line of the remote scp, collected byte by byte, since what comes behind it is not ours. */
#ifndef SSH2_SCP_LINE_H
#define SSH2_SCP_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/packet/text/scp_entry.h"
#include "src/wire/bytes.h"

#define SSH2_SCP_STATUS_OK 0 /* a line of its own, without a newline */

struct ssh2_scp_line {
    uint8_t data[SSH2_SCP_LINE_MAX_BYTES];
    size_t len;     /* of what is kept, the newline in the end */
    size_t dropped; /* bytes that did not fit, from before the newline */
    bool is_bad;    /* there was a slash or a NUL among them */
};

void ssh2_scp_line_begin(struct ssh2_scp_line *line);

/* Takes the next byte; true when the line is complete. */
bool ssh2_scp_line_take(struct ssh2_scp_line *line, uint8_t byte);

struct ssh2_bytes ssh2_scp_line_text(const struct ssh2_scp_line *line);

#endif
