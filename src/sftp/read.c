/* Reading a file: READ requests are kept under way, ever more of them while the reader goes on, and
 * their replies are delivered in order. draft-ietf-secsh-filexfer-02, section 6.4.
 *
 * The end of the file. The status SSH_FX_EOF says it, but may cost a round trip of its own. So the
 * first request is led by FSTAT: a short reply that reaches the size is the end too. Any other short
 * reply leaves a hole, which is asked for again: files of size 0 that have content (/proc), pipes and
 * servers with limits of their own are read right. */
#include <string.h>

#include "src/packet/sftp/sftp_status.h"
#include "src/sftp/file.h"
#include "src/sftp/read_ahead.h"
#include "src/sftp/sftp.h"

#define EMPTY_MAX_COUNT 16u     /* ours: replies without data that are borne. Threat S10 */

/* What comes in its turn */

/* The only copy: to the reader, and what is over into the queue. */
static int pour(struct ssh2_sftp_file *file, struct ssh2_bytes data)
{
    struct ssh2_sftp_reading *r = &file->reading;
    size_t room = r->buffer == NULL ? 0 : r->len - r->filled;
    size_t count = data.len < room ? data.len : room;

    if (count > 0) {
        memcpy(r->buffer + r->filled, data.data, count);
        r->filled += count;
    }
    data = ssh2_bytes(data.data + count, data.len - count);
    if (ssh2_channel_queue_add(&r->queue, file->memory, 0, data) != 0)
        return ssh2_fail_memory(&file->sftp->fault, "what is read ahead");
    return 0;
}

/* The first may have come out of its turn; those that are complete make way for the next. */
static int advance(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_first(&file->pipe);
    int rc = 0;

    while (rc == 0 && flight != NULL && flight->state == SSH2_SFTP_ANSWERED) {
        if (flight->kept != NULL) {
            rc = pour(file, ssh2_bytes(flight->kept, flight->got));
            ssh2_free_secret(file->memory, flight->kept, flight->kept_len);
            flight->kept = NULL;
        }
        if (flight->got < flight->length)
            break;
        ssh2_sftp_pipe_pop(&file->pipe, file->memory);
        flight = ssh2_sftp_pipe_first(&file->pipe);
    }
    return rc;
}

/* Replies */

static int on_data_begin(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                         uint32_t len)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);

    if (len > flight->length) /* threat S11 */
        return ssh2_sftp_refuse(sftp, "the server sends %u bytes of data: %u were asked for",
                                (unsigned)len, (unsigned)flight->length);
    if (flight == ssh2_sftp_pipe_first(&file->pipe) || len == 0)
        return 0;
    flight->kept = ssh2_alloc(file->memory, len);
    flight->kept_len = len;
    return flight->kept == NULL ? ssh2_fail_memory(&sftp->fault, "what is read ahead") : 0;
}

static int on_data(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                   struct ssh2_bytes piece)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);
    int rc = 0;

    (void)sftp;
    if (flight->kept == NULL)
        rc = pour(file, piece);
    else
        memcpy(flight->kept + flight->got, piece.data, piece.len);
    flight->got += (uint32_t)piece.len;
    return rc;
}

static int on_data_end(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_reading *r = &file->reading;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);

    (void)sftp;
    flight->state = SSH2_SFTP_ANSWERED;
    if (flight->got > 0)
        r->empty_count = 0;
    if (r->size_state == SSH2_SFTP_SIZE_KNOWN && flight->got > 0 &&
        flight->offset + flight->got > r->size)
        r->size_state = SSH2_SFTP_SIZE_UNKNOWN; /* it has grown since, or never was the size */
    return advance(file);
}

static int on_reply(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                    struct ssh2_bytes packet)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);

    if (ssh2_sftp_parse_status(sftp, packet, &flight->status) != 0)
        return sftp->fault.code;
    if (flight->status == SSH_FX_OK)
        return ssh2_sftp_refuse(sftp, "the server's status is OK, and no data, after sftp_read");
    flight->state = SSH2_SFTP_DENIED;
    return 0;
}

const struct ssh2_sftp_receiver ssh2_sftp_read_receiver = { on_reply, on_data_begin, on_data,
                                                            on_data_end };

/* What stands in the way */

static void end_reading(struct ssh2_sftp_file *file)
{
    ssh2_sftp_drop_requests(file);
    file->reading.at_end = true;
}

static int deny(struct ssh2_sftp_file *file, uint32_t status)
{
    if (status == SSH_FX_EOF) {
        end_reading(file);
        return 0;
    }
    /* First what came before it; then the place is asked for again, and denied again. */
    if (file->reading.filled > 0)
        return LIBSSH2_ERROR_EAGAIN;
    ssh2_sftp_forget(file);
    return ssh2_sftp_fail_status(file->sftp, "sftp_read", status);
}

/* Fewer bytes came than were asked for, and they are not the file's last. */
static int fill_hole(struct ssh2_sftp_file *file, struct ssh2_sftp_flight *flight)
{
    struct ssh2_sftp_reading *r = &file->reading;

    if (flight->got == 0 && ++r->empty_count > EMPTY_MAX_COUNT) { /* threat S10 */
        ssh2_sftp_forget(file);
        return ssh2_fail(file->sftp->session->error, LIBSSH2_ERROR_SFTP_PROTOCOL,
                         "the server answers sftp_read with no data %u times", EMPTY_MAX_COUNT);
    }
    flight->offset += flight->got;
    flight->length -= flight->got;
    flight->got = 0;
    if (ssh2_sftp_pipe_count(&file->pipe) > 1) {
        flight->state = SSH2_SFTP_UNSENT;
        return 0;
    }
    r->asked_end = flight->offset;
    ssh2_sftp_pipe_pop(&file->pipe, file->memory);
    return 0;
}

/* Whether the file ended here at the time when what comes before was asked for. */
static bool is_at_size(const struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp_reading *r = &file->reading;

    return r->size_state == SSH2_SFTP_SIZE_KNOWN && r->size > 0 && ssh2_sftp_read_position(file) == r->size &&
           r->size <= r->size_end;
}

/* Deals with the first reply if it is not data that was asked for. */
static int settle(struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp_reading *r = &file->reading;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_first(&file->pipe);
    bool is_short = flight != NULL && flight->state == SSH2_SFTP_ANSWERED;

    if (ssh2_sftp_read_position(file) == UINT64_MAX || is_at_size(file) || (is_short && r->size_state == SSH2_SFTP_SIZE_KNOWN && r->size > 0 &&
                             ssh2_sftp_read_position(file) >= r->size)) {
        end_reading(file);
        return 0;
    }
    if (flight != NULL && flight->state == SSH2_SFTP_DENIED)
        return deny(file, flight->status);
    if (is_short && r->size_state != SSH2_SFTP_SIZE_AWAITED)
        return fill_hole(file, flight);
    return 0;
}

/* The step */

static int pull(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_reading *r = &file->reading;
    int rc = 0;

    while (rc == 0 && r->filled < r->len) {
        rc = settle(file);
        if (rc == 0 && r->at_end)
            return 0;
        if (rc == 0)
            rc = ssh2_sftp_check(file->sftp);
        if (rc == 0)
            rc = ssh2_sftp_read_ahead(file);
        if (rc == 0)
            rc = ssh2_session_dispatch(file->sftp->session);
    }
    if (rc == LIBSSH2_ERROR_EAGAIN) {
        int grown = ssh2_sftp_read_grow(file);

        rc = grown != 0 ? grown : rc;
    }
    return rc;
}

ssize_t ssh2_sftp_read(struct ssh2_sftp_file *file, void *data, size_t len)
{
    struct ssh2_sftp_reading *r = &file->reading;

    if (file->is_written) {
        ssh2_sftp_forget(file);
        file->is_written = false;
    }
    file->sftp->status = SSH_FX_OK;
    r->buffer = data;
    r->len = len;
    r->filled = ssh2_channel_queue_take(&r->queue, file->memory, 0, data, len);

    int rc = r->at_end ? 0 : pull(file);
    size_t filled = r->filled;

    r->buffer = NULL;
    r->len = r->filled = 0;
    file->offset += filled;
    r->since_growth += filled;
    return filled > 0 ? (ssize_t)filled : rc;
}
