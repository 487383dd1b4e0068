/* What of a file is asked for before the reader wants it. */
#include "src/sftp/read_ahead.h"

#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_fstat.h"
#include "src/packet/sftp/sftp_read.h"
#include "src/sftp/file.h"
#include "src/sftp/sftp.h"

#define REQUEST_MIN_BYTES 4096u /* ours: less costs the server as much */
#define GROWTH 8u               /* ours: 32 KiB become 16 MiB in three round trips */
#define PIECES 4u               /* ours: a pipe's worth is asked for in at least as many requests */
#define WINDOW_SLACK_BYTES (256u * 1024u) /* ours: replies to all else */

uint64_t ssh2_sftp_read_position(const struct ssh2_sftp_file *file)
{
    return file->offset + file->reading.filled;
}

/* How many bytes should be under way, from the position on. */
static uint64_t wanted(const struct ssh2_sftp_file *file)
{
    uint64_t want = file->reading.len - file->reading.filled;

    if (want < file->reading.ahead)
        want = file->reading.ahead;
    if (want < REQUEST_MIN_BYTES)
        want = REQUEST_MIN_BYTES;
    if (want > SSH2_SFTP_AHEAD_MAX_BYTES)
        want = SSH2_SFTP_AHEAD_MAX_BYTES;

    uint64_t possible = UINT64_MAX - ssh2_sftp_read_position(file); /* no offset is beyond */

    return want < possible ? want : possible;
}

/* The size */

static int on_size(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                   struct ssh2_bytes packet)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_reading *r = &file->reading;
    struct ssh2_sftp_attrs_reply reply;

    r->size_state = SSH2_SFTP_SIZE_UNKNOWN;
    if (packet.data[0] == SSH_FXP_STATUS)
        return 0;
    if (ssh2_sftp_parse(sftp, ssh2_sftp_attrs_reply_type(), packet, &reply) != 0)
        return sftp->fault.code;
    if ((reply.attrs.flags & SSH_FILEXFER_ATTR_SIZE) != 0) {
        r->size_state = SSH2_SFTP_SIZE_KNOWN;
        r->size = reply.attrs.size;
    }
    return 0;
}

static const struct ssh2_sftp_receiver size_receiver = { .reply = on_size };

static int ask_for_size(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_reading *r = &file->reading;
    struct ssh2_sftp_fstat request = { .handle = ssh2_sftp_file_handle(file) };

    if (r->size_state != SSH2_SFTP_SIZE_UNASKED)
        return 0;

    int rc = ssh2_sftp_send(file->sftp, ssh2_sftp_fstat_type(), &request, &size_receiver, file, 0);

    if (rc == 0) {
        r->size_state = SSH2_SFTP_SIZE_AWAITED;
        r->size_end = r->asked_end + wanted(file);
    }
    return rc;
}

/* Requests */

static int ask_for(struct ssh2_sftp_file *file, const struct ssh2_sftp_flight *flight,
                   uint32_t number)
{
    struct ssh2_sftp_read request = { .handle = ssh2_sftp_file_handle(file),
                                      .offset = flight->offset,
                                      .length = flight->length };

    return ssh2_sftp_send(file->sftp, ssh2_sftp_read_type(), &request, &ssh2_sftp_read_receiver, file, number);
}

static int ask_next(struct ssh2_sftp_file *file, uint32_t length)
{
    struct ssh2_sftp_reading *r = &file->reading;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_push(&file->pipe, file->memory);

    if (flight == NULL)
        return ssh2_fail_memory(file->sftp->session->error, "a READ request");
    flight->offset = r->asked_end;
    flight->length = length;

    int rc = ask_for(file, flight, file->pipe.end - 1);

    if (rc == 0)
        r->asked_end += length;
    else
        ssh2_sftp_pipe_unpush(&file->pipe);
    return rc;
}

static uint32_t request_len(const struct ssh2_sftp_file *file, uint64_t missing)
{
    uint64_t len = wanted(file) / PIECES;

    if (len < file->reading.len)
        len = file->reading.len;
    if (len < REQUEST_MIN_BYTES)
        len = REQUEST_MIN_BYTES;
    if (len > missing && missing >= REQUEST_MIN_BYTES)
        len = missing;
    if (len > UINT64_MAX - file->reading.asked_end)
        len = UINT64_MAX - file->reading.asked_end;
    return len < file->sftp->read_max ? (uint32_t)len : file->sftp->read_max;
}

/* Beyond the size nothing is expected but the end: one request that reaches there is enough. */
static bool is_enough(const struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp_reading *r = &file->reading;
    uint32_t count = ssh2_sftp_pipe_count(&file->pipe);

    return count == SSH2_SFTP_PIPE_MAX_COUNT ||
           (r->size_state == SSH2_SFTP_SIZE_KNOWN && r->asked_end > r->size && count > 0);
}

/* Asks for what is wanted, a good part of it at a time so that requests leave together. */
static int fill_pipe(struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp_reading *r = &file->reading;
    uint64_t want = wanted(file);
    uint64_t end = ssh2_sftp_read_position(file) + want;
    int rc = 0;

    if (r->asked_end - ssh2_sftp_read_position(file) > want - want / PIECES)
        return 0;
    while (rc == 0 && r->asked_end < end && !is_enough(file))
        rc = ask_next(file, request_len(file, end - r->asked_end));
    return rc;
}

int ssh2_sftp_read_ahead(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp *sftp = file->sftp;
    struct ssh2_sftp_flight *first = ssh2_sftp_pipe_first(&file->pipe);
    uint32_t window = (uint32_t)wanted(file) + WINDOW_SLACK_BYTES;
    int rc = 0;

    if (first != NULL && first->state == SSH2_SFTP_UNSENT) {
        rc = ask_for(file, first, file->pipe.first);
        if (rc == 0)
            first->state = SSH2_SFTP_AWAITED;
    }
    if (rc == 0)
        rc = ask_for_size(file);
    if (rc == 0)
        rc = fill_pipe(file);
    if (rc == LIBSSH2_ERROR_EAGAIN) /* too much waits to be sent: it goes on when that has left */
        rc = 0;
    if (rc == 0)
        rc = ssh2_channel_widen(sftp->channel, window);
    return rc == 0 ? ssh2_sftp_flush(sftp) : rc;
}

int ssh2_sftp_read_grow(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_reading *r = &file->reading;
    uint64_t want = wanted(file);

    if (r->filled > 0 || r->since_growth < want || r->ahead == SSH2_SFTP_AHEAD_MAX_BYTES)
        return 0;
    r->ahead = want < SSH2_SFTP_AHEAD_MAX_BYTES / GROWTH ? want * GROWTH : SSH2_SFTP_AHEAD_MAX_BYTES;
    r->since_growth = 0;
    return ssh2_sftp_read_ahead(file);
}
