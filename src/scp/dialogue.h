/* The lines that go before the file, in both directions. */
#ifndef SSH2_SCP_DIALOGUE_H
#define SSH2_SCP_DIALOGUE_H

#include "src/scp/line.h"
#include "src/scp/name.h"
#include "src/scp/scp.h"

struct ssh2_scp {
    struct ssh2_session *session;
    struct ssh2_scp_request request; /* its path is our copy */
    struct ssh2_bytes command;
    struct ssh2_channel *channel; /* ours; NULL before it is open and after it was taken */
    bool is_done;                 /* but for the output */

    struct ssh2_scp_line line; /* being received */
    uint8_t output[SSH2_SCP_LINE_MAX_BYTES];
    size_t output_len, output_sent;

    unsigned statuses_due;     /* sending: before we go on */
    bool has_said_file;        /* sending: the line about the file has gone */
    bool has_times;            /* receiving: a line about times came */
    struct ssh2_scp_file file; /* receiving */
};

/* Prepares what we say first. */
void ssh2_scp_put_first(struct ssh2_scp *scp);

/* A step: sends what was prepared. 0 also when the channel is closed: what the server said before
 * that tells more. */
int ssh2_scp_send_output(struct ssh2_scp *scp);

/* A step: reads a line and acts on it, which may prepare another one of ours. */
int ssh2_scp_take_line(struct ssh2_scp *scp);

#endif
