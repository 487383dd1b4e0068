#include "src/scp/dialogue.h"

#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/text/scp_control_file.h"
#include "src/packet/text/scp_control_time.h"
#include "src/packet/text/scp_message.h"
#include "src/packet/text/scp_status_error.h"
#include "src/transport/trace.h"

#define PERMISSIONS 0777u
#define STDERR_SHOWN_MAX_BYTES 256u /* ours: what one sentence bears */
#define LINE_SHOWN_MAX_BYTES 200    /* ours: the same */

/* Failures */

#define refuse(scp, ...) ssh2_fail((scp)->session->error, LIBSSH2_ERROR_SCP_PROTOCOL, __VA_ARGS__)

static int text_len(struct ssh2_bytes text)
{
    while (text.len > 0 && (text.data[text.len - 1] == '\n' || text.data[text.len - 1] == '\r'))
        text.len--;
    return (int)text.len;
}

/* The stream is over: what the program, or a shell that did not find it, says as an error tells
 * why; else how it ended, which the server may say behind EOF, but before it closes the channel. */
static int fail_at_end(struct ssh2_scp *scp)
{
    struct ssh2_channel *channel = scp->channel;

    if (!channel->has_exit_status && !channel->close_received)
        return LIBSSH2_ERROR_EAGAIN;

    uint8_t words[STDERR_SHOWN_MAX_BYTES];
    size_t len = ssh2_channel_queue_take(&channel->queue, scp->session->memory,
                                         SSH_EXTENDED_DATA_STDERR, words, sizeof(words));

    if (len > 0)
        return refuse(scp, "the server's scp ends before the file begins: %.*s",
                      text_len(ssh2_bytes(words, len)), (const char *)words);
    if (channel->has_exit_status)
        return refuse(scp, "the server's scp ends with status %u before the file begins",
                      (unsigned)channel->exit_status);
    return refuse(scp, "the server's scp ends before the file begins");
}

static int fail_by_message(struct ssh2_scp *scp)
{
    struct ssh2_reader r = ssh2_reader(ssh2_scp_line_text(&scp->line));
    struct ssh2_bytes message = ssh2_read_scp_message(&r, scp->line.data[0]);

    return refuse(scp, "the server refuses: %.*s", text_len(message),
                  message.len > 0 ? (const char *)message.data : "");
}

static int fail_by_line(struct ssh2_scp *scp, const char *due)
{
    struct ssh2_bytes text = ssh2_scp_line_text(&scp->line);

    int len = text_len(text);

    return refuse(scp, "the server's scp has to send %s, but sends \"%.*s\"", due,
                  len < LINE_SHOWN_MAX_BYTES ? len : LINE_SHOWN_MAX_BYTES, (const char *)text.data);
}

/* The refusal in scp's own way, for the server's logs; nobody waits for it to arrive. */
static int refuse_line(struct ssh2_scp *scp, const char *why)
{
    struct ssh2_scp_status_error status = { .message = ssh2_text(why) };
    uint8_t data[STDERR_SHOWN_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(data, sizeof(data));

    ssh2_scp_status_error_write(&w, &status);
    (void)ssh2_channel_write(scp->channel, 0, data, w.len);
    return fail_by_line(scp, why);
}

/* Output */

static void put(struct ssh2_scp *scp, const struct ssh2_packet_type *type, const void *packet)
{
    struct ssh2_writer w = ssh2_writer(scp->output, sizeof(scp->output));

    ssh2_packet_write(type, &w, packet);
    scp->output_len = w.len;
    scp->output_sent = 0;
    ssh2_trace(scp->session->error, LIBSSH2_TRACE_SCP, "sending %s", type->name);
}

static void put_ok(struct ssh2_scp *scp)
{
    scp->output[0] = SSH2_SCP_STATUS_OK;
    scp->output_len = 1;
    scp->output_sent = 0;
}

static void put_times(struct ssh2_scp *scp)
{
    struct ssh2_scp_control_time line = { .mtime = scp->request.file.mtime,
                                          .atime = scp->request.file.atime };

    put(scp, ssh2_scp_control_time_type(), &line);
}

static void put_file(struct ssh2_scp *scp)
{
    struct ssh2_scp_name name;
    struct ssh2_scp_control_file line = { .mode = scp->request.file.mode,
                                          .size = scp->request.file.size };

    ssh2_scp_name_of(scp->request.path, &name);
    line.name = ssh2_bytes(name.text, name.len);
    put(scp, ssh2_scp_control_file_type(), &line);
    scp->has_said_file = true;
}

/* The first line follows the command at once: to wait until the server is ready would take a round
 * trip. Its readiness is a status too. */
void ssh2_scp_put_first(struct ssh2_scp *scp)
{
    if (!scp->request.sends) {
        put_ok(scp);
        return;
    }
    if (scp->request.with_times)
        put_times(scp);
    else
        put_file(scp);
    scp->statuses_due = 2;
}

int ssh2_scp_send_output(struct ssh2_scp *scp)
{
    while (scp->output_sent < scp->output_len) {
        ssize_t n = ssh2_channel_write(scp->channel, 0, scp->output + scp->output_sent,
                                       scp->output_len - scp->output_sent);

        if (n == LIBSSH2_ERROR_CHANNEL_CLOSED)
            return 0;
        if (n < 0)
            return (int)n;
        scp->output_sent += (size_t)n;
    }
    return 0;
}

/* Input */

static int on_times(struct ssh2_scp *scp)
{
    struct ssh2_scp_control_time line;

    if (scp->has_times ||
        ssh2_scp_control_time_parse(ssh2_scp_line_text(&scp->line), &line) != SSH2_OK)
        return refuse_line(scp, "one line with the times");
    scp->has_times = true;
    scp->file.mtime = line.mtime;
    scp->file.atime = line.atime;
    put_ok(scp);
    return 0;
}

/* As wide as the file is long, from the start: a long link need not wait until it has grown. */
static int open_window(struct ssh2_scp *scp)
{
    return ssh2_channel_widen(scp->channel, scp->file.size < SSH2_CHANNEL_WINDOW_MAX_BYTES
                                                ? (uint32_t)scp->file.size
                                                : SSH2_CHANNEL_WINDOW_MAX_BYTES);
}

static int on_file(struct ssh2_scp *scp)
{
    struct ssh2_scp_control_file line;
    size_t dropped = scp->line.dropped;

    if (scp->line.is_bad ||
        ssh2_scp_control_file_parse(ssh2_scp_line_text(&scp->line), &line) != SSH2_OK)
        return refuse_line(scp, "C, four octal digits, a size and a name");
    if (scp->request.quotes &&
        !ssh2_scp_name_fits(scp->request.path, line.name, line.name.len + dropped))
        return refuse_line(scp, "the name of the file that was asked for");
    scp->file.mode = line.mode & PERMISSIONS;
    scp->file.size = line.size;
    scp->is_done = true;
    put_ok(scp);
    return open_window(scp);
}

static int on_line(struct ssh2_scp *scp)
{
    switch (scp->line.data[0]) {
    case 'T':
        return on_times(scp);
    case 'C':
        return on_file(scp);
    case 'D':
        return refuse_line(scp, "one file and no directory");
    default:
        return refuse_line(scp, "a line about the file");
    }
}

static int on_status(struct ssh2_scp *scp)
{
    if (scp->line.data[0] != SSH2_SCP_STATUS_OK)
        return fail_by_line(scp, "a status");
    scp->statuses_due--;
    if (scp->statuses_due > 0)
        return 0;
    scp->is_done = scp->has_said_file;
    if (!scp->has_said_file) {
        put_file(scp);
        scp->statuses_due = 1;
    }
    return 0;
}

/* By single bytes: all that comes behind the line is the program's. */
static int read_line(struct ssh2_scp *scp)
{
    bool is_complete = false;

    while (!is_complete) {
        uint8_t byte = 0;
        ssize_t n = ssh2_channel_read(scp->channel, 0, &byte, 1);

        if (n == 0)
            return fail_at_end(scp);
        if (n < 0)
            return (int)n;
        is_complete = ssh2_scp_line_take(&scp->line, byte);
        if (scp->line.dropped > SSH2_SCP_DRAINED_MAX_BYTES)
            return refuse_line(scp, "a line that ends");
    }
    return 0;
}

int ssh2_scp_take_line(struct ssh2_scp *scp)
{
    int rc = read_line(scp);

    if (rc != 0)
        return rc;
    ssh2_trace(scp->session->error, LIBSSH2_TRACE_SCP, "received a line that begins with %u",
               (unsigned)scp->line.data[0]);
    if (scp->line.data[0] == 1 || scp->line.data[0] == 2)
        rc = fail_by_message(scp);
    else
        rc = scp->request.sends ? on_status(scp) : on_line(scp);
    ssh2_scp_line_begin(&scp->line);
    return rc;
}
