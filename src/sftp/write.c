/* Writing a file: what the caller has is sent as WRITE requests as far as the window allows, many under
 * way at once, from where it lies; what counts as written is what the server has acknowledged.
 * draft-ietf-secsh-filexfer-02, section 6.4. */
#include "src/packet/numbers.h"
#include "src/packet/sftp/sftp_limits.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/packet/sftp/sftp_write.h"
#include "src/sftp/file.h"
#include "src/sftp/sftp.h"

#define HEAD_FIXED_BYTES 25u /* a WRITE without its handle and data, its length included */
#define PIECE_BYTES 65536u /* ours: the server can write one while the next is on its way */
#define REST_BYTES 4096u /* ours: less behind a piece goes with it */
#define SMALL_BYTES 1024u /* ours: of a WRITE that leaves bit by bit */
#define HEAD_MAX_BYTES (HEAD_FIXED_BYTES + SSH2_SFTP_HANDLE_MAX_BYTES)

static int on_reply(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                    struct ssh2_bytes packet)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);

    if (ssh2_sftp_parse_status(sftp, packet, &flight->status) != 0)
        return sftp->fault.code;
    flight->state = flight->status == SSH_FX_OK ? SSH2_SFTP_ANSWERED : SSH2_SFTP_DENIED;
    return 0;
}

static const struct ssh2_sftp_receiver write_receiver = { .reply = on_reply };

/* Sending */

static struct ssh2_bytes write_head(struct ssh2_writer *w, const struct ssh2_sftp_file *file,
                                    uint32_t request_id, uint64_t offset, uint32_t len)
{
    uint32_t handle_len = (uint32_t)file->handle_len;

    ssh2_write_uint32(w, HEAD_FIXED_BYTES - 4 + handle_len + len);
    ssh2_write_byte(w, SSH_FXP_WRITE);
    ssh2_write_uint32(w, request_id);
    ssh2_write_string(w, ssh2_sftp_file_handle(file));
    ssh2_write_uint64(w, offset);
    ssh2_write_uint32(w, len);
    return ssh2_written(w);
}

static int send_parts(struct ssh2_sftp_file *file, uint32_t request_id, struct ssh2_bytes data)
{
    uint8_t head[HEAD_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(head, sizeof(head));
    uint64_t offset = file->offset + file->writing.sent;
    struct ssh2_bytes parts[] = { write_head(&w, file, request_id, offset, (uint32_t)data.len),
                                  data };

    return ssh2_channel_send(file->sftp->channel, 0, parts, 2);
}

/* One WRITE. The data is encrypted from where it lies. */
static int send_one(struct ssh2_sftp_file *file, struct ssh2_bytes data)
{
    struct ssh2_sftp *sftp = file->sftp;
    struct ssh2_session *s = sftp->session;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_push(&file->pipe, file->memory);

    if (flight == NULL)
        return ssh2_fail_memory(s->error, "a WRITE request");

    struct ssh2_sftp_request *request = ssh2_sftp_requests_add(&sftp->requests, s->memory);

    if (request == NULL) {
        ssh2_sftp_pipe_unpush(&file->pipe);
        return ssh2_fail_memory(s->error, "a WRITE request");
    }
    flight->length = (uint32_t)data.len;
    request->receiver = &write_receiver;
    request->owner = file;
    request->tag = file->pipe.end - 1;

    int rc = send_parts(file, request->id, data);

    if (rc != 0) /* some of it may be out: the stream cannot be gone on with */
        return ssh2_fail(&sftp->fault, rc, "%s", s->error->message);
    file->writing.sent += data.len;
    return 0;
}

/* The window does not even hold a WRITE's head, and no reply is due after which it may grow. */
static bool must_go_in_bits(const struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp *sftp = file->sftp;

    return sftp->channel->peer_window <= HEAD_FIXED_BYTES + file->handle_len &&
           sftp->outbox.len == 0 && ssh2_sftp_pipe_count(&file->pipe) == 0;
}

/* One WRITE, copied to the outbox, which sends as few bytes at a time as there is room for. */
static int send_in_bits(struct ssh2_sftp_file *file, struct ssh2_bytes data)
{
    struct ssh2_sftp *sftp = file->sftp;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_push(&file->pipe, file->memory);

    if (flight == NULL)
        return ssh2_fail_memory(sftp->session->error, "a WRITE request");
    if (data.len > SMALL_BYTES)
        data.len = SMALL_BYTES;
    flight->length = (uint32_t)data.len;

    struct ssh2_sftp_write request = { .handle = ssh2_sftp_file_handle(file),
                                       .offset = file->offset + file->writing.sent,
                                       .data = data };
    int rc = ssh2_sftp_send(sftp, ssh2_sftp_write_type(), &request, &write_receiver, file,
                            file->pipe.end - 1);

    if (rc != 0) {
        ssh2_sftp_pipe_unpush(&file->pipe);
        return rc;
    }
    file->writing.sent += data.len;
    return ssh2_sftp_flush(sftp);
}

/* How many of len bytes one WRITE should carry: not all that the server takes, as it begins with one when
 * all of it is there. When there is more than one can carry, it fills packets of the channel: no small one
 * is left over. */
static size_t wanted(const struct ssh2_sftp_file *file, size_t len, size_t head)
{
    const struct ssh2_sftp *sftp = file->sftp;
    size_t packet_max = sftp->channel->peer_packet_max;
    size_t most = sftp->write_max < PIECE_BYTES ? sftp->write_max : PIECE_BYTES;

    if (len <= most || (len <= sftp->write_max && len - most < REST_BYTES))
        return len;
    if (packet_max <= head || packet_max > most)
        return most;
    return (most + head) / packet_max * packet_max - head;
}

/* How many of len bytes the next WRITE may carry; 0: wait. Small ones are not worth a request while others
 * are under way, whose replies will open the window. */
static size_t fitting(const struct ssh2_sftp_file *file, size_t len)
{
    const struct ssh2_sftp *sftp = file->sftp;
    size_t room = ssh2_channel_writable(sftp->channel);
    size_t head = HEAD_FIXED_BYTES + file->handle_len;
    size_t want = wanted(file, len, head);
    size_t least = want < SSH2_SFTP_TRANSFER_DEFAULT_BYTES ? want : SSH2_SFTP_TRANSFER_DEFAULT_BYTES;

    if (sftp->outbox.len > 0 || room <= head || ssh2_sftp_requests_are_full(&sftp->requests) ||
        ssh2_sftp_pipe_count(&file->pipe) == SSH2_SFTP_PIPE_MAX_COUNT)
        return 0;
    if (room - head < least && ssh2_sftp_pipe_count(&file->pipe) > 0)
        return 0;
    return room - head < want ? room - head : want;
}

static int send_more(struct ssh2_sftp_file *file, struct ssh2_bytes data)
{
    int rc = ssh2_sftp_flush(file->sftp);

    while (rc == 0 && file->writing.sent < data.len) {
        struct ssh2_bytes rest = ssh2_bytes(data.data + file->writing.sent,
                                            data.len - (size_t)file->writing.sent);
        size_t count = fitting(file, rest.len);

        if (count > 0)
            rc = send_one(file, ssh2_bytes(rest.data, count));
        else if (must_go_in_bits(file))
            rc = send_in_bits(file, rest);
        else
            break;
    }
    return rc;
}

/* Acknowledgements */

/* Counts what is acknowledged without a gap. SFTP_PROTOCOL when the next WRITE in order has failed: then
 * all that is under way is forgotten, and the caller is to send it again. */
static int settle(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_first(&file->pipe);

    while (flight != NULL && flight->state == SSH2_SFTP_ANSWERED) {
        file->writing.acked += flight->length;
        ssh2_sftp_pipe_pop(&file->pipe, file->memory);
        flight = ssh2_sftp_pipe_first(&file->pipe);
    }
    if (flight == NULL || flight->state != SSH2_SFTP_DENIED)
        return 0;

    uint32_t status = flight->status;

    ssh2_sftp_drop_requests(file);
    file->writing.sent = file->writing.acked;
    return ssh2_sftp_fail_status(file->sftp, "sftp_write", status);
}

/* Sends and receives until all is acknowledged: 0, or nothing more can be done now: EAGAIN. */
static int push(struct ssh2_sftp_file *file, struct ssh2_bytes data)
{
    for (;;) {
        int rc = settle(file);

        if (rc != 0 || file->writing.acked >= data.len)
            return rc;
        rc = ssh2_sftp_check(file->sftp);
        if (rc == 0)
            rc = send_more(file, data);
        if (rc == 0)
            rc = ssh2_session_dispatch(file->sftp->session);
        if (rc != 0)
            return rc;
    }
}

/* What was read ahead is not what is in the file from now on, nor is its size. */
static void begin_writing(struct ssh2_sftp_file *file)
{
    if (!file->is_written)
        ssh2_sftp_forget(file);
    file->is_written = true;
    file->reading.size_state = SSH2_SFTP_SIZE_UNKNOWN;
}

/* The step */

ssize_t ssh2_sftp_write(struct ssh2_sftp_file *file, const void *data, size_t len, bool wait_for_all)
{
    struct ssh2_sftp_writing *w = &file->writing;

    begin_writing(file);
    file->sftp->status = SSH_FX_OK;
    if (len == 0)
        return 0;

    int rc = push(file, ssh2_bytes(data, len));
    size_t count = w->acked < len ? (size_t)w->acked : len;

    /* What was written before a failure is told first; the caller then meets the failure again. */
    if (count == 0 || (rc == LIBSSH2_ERROR_EAGAIN && wait_for_all))
        return rc;
    file->offset += count;
    w->acked -= count;
    w->sent -= count;
    return (ssize_t)count;
}
