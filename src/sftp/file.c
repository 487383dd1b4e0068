#include "src/sftp/file.h"

#include <string.h>

#include "src/packet/sftp/sftp_close.h"
#include "src/packet/sftp/sftp_handle.h"
#include "src/packet/sftp/sftp_open.h"
#include "src/packet/sftp/sftp_opendir.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/sftp/sftp.h"

#define SSH_FXF_READ 0x00000001u /* the draft, section 6.3; any other flag is for writing */

/* Opening */

static void link_file(struct ssh2_sftp *sftp, struct ssh2_sftp_file *file)
{
    file->next = sftp->files;
    if (file->next != NULL)
        file->next->previous = file;
    sftp->files = file;
}

static void unlink_file(struct ssh2_sftp_file *file)
{
    if (file->previous != NULL)
        file->previous->next = file->next;
    else
        file->sftp->files = file->next;
    if (file->next != NULL)
        file->next->previous = file->previous;
    file->previous = file->next = NULL;
}

static struct ssh2_sftp_file *new_file(struct ssh2_sftp *sftp, struct ssh2_bytes handle)
{
    const struct ssh2_memory *memory = sftp->session->memory;
    struct ssh2_sftp_file *file = ssh2_calloc(memory, 1, sizeof(*file) + handle.len);

    if (file == NULL)
        return NULL;
    file->sftp = sftp;
    file->memory = memory;
    file->handle_len = handle.len;
    memcpy(file->handle, handle.data, handle.len); /* at least 1 byte, as its packet type says */
    link_file(sftp, file);
    return file;
}

/* Sends CLOSE and leaves its status to nobody. */
static int close_unheard(struct ssh2_sftp *sftp, struct ssh2_bytes handle)
{
    struct ssh2_sftp_close request = { .handle = handle };
    int rc = ssh2_sftp_send(sftp, ssh2_sftp_close_type(), &request, &ssh2_sftp_nobody, NULL, 0);

    if (rc == 0 || rc == LIBSSH2_ERROR_EAGAIN) {
        int flushed = ssh2_sftp_flush(sftp);

        rc = flushed != 0 ? flushed : rc;
    }
    return rc;
}

int ssh2_sftp_close_unwanted(struct ssh2_sftp *sftp, struct ssh2_bytes packet)
{
    struct ssh2_sftp_handle reply;

    if (ssh2_sftp_parse(sftp, ssh2_sftp_handle_type(), packet, &reply) != 0)
        return sftp->fault.code;
    (void)close_unheard(sftp, reply.handle); /* if it cannot be sent, the server keeps it to the end */
    return 0;
}

static int open_by(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation, void *request,
                   struct ssh2_sftp_file **out)
{
    struct ssh2_sftp_handle reply;
    int rc = ssh2_sftp_ask(sftp, operation, NULL, request, &reply);

    *out = NULL;
    if (rc != 0)
        return rc;
    *out = new_file(sftp, reply.handle);
    if (*out == NULL) {
        rc = ssh2_fail_memory(sftp->session->error, "an open file");
        (void)close_unheard(sftp, reply.handle);
    }
    ssh2_sftp_answered(sftp, operation);
    return rc;
}

int ssh2_sftp_open_file(struct ssh2_sftp *sftp, struct ssh2_bytes path, uint32_t pflags,
                        const struct ssh2_sftp_attrs *attrs, struct ssh2_sftp_file **out)
{
    struct ssh2_sftp_open request = { .filename = path, .pflags = pflags, .attrs = *attrs };
    int rc = open_by(sftp, SSH2_SFTP_OPEN, &request, out);

    if (rc == 0)
        (*out)->may_write = pflags != SSH_FXF_READ;
    return rc;
}

int ssh2_sftp_open_directory(struct ssh2_sftp *sftp, struct ssh2_bytes path,
                             struct ssh2_sftp_file **out)
{
    struct ssh2_sftp_opendir request = { .path = path };
    int rc = open_by(sftp, SSH2_SFTP_OPENDIR, &request, out);

    if (rc == 0)
        (*out)->is_directory = true;
    return rc;
}

/* Moving */

struct ssh2_bytes ssh2_sftp_file_handle(const struct ssh2_sftp_file *file)
{
    return ssh2_bytes(file->handle, file->handle_len);
}

void ssh2_sftp_drop_requests(struct ssh2_sftp_file *file)
{
    bool awaits_size = file->reading.size_state == SSH2_SFTP_SIZE_AWAITED;

    if (ssh2_sftp_pipe_count(&file->pipe) > 0 || awaits_size)
        ssh2_sftp_requests_disown(&file->sftp->requests, file);
    if (awaits_size)
        file->reading.size_state = SSH2_SFTP_SIZE_UNASKED;
    ssh2_sftp_pipe_clear(&file->pipe, file->memory);
}

void ssh2_sftp_forget(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_reading *r = &file->reading;

    ssh2_sftp_drop_requests(file);
    ssh2_channel_queue_free(&r->queue, file->memory);
    r->asked_end = file->offset + r->filled;
    r->ahead = r->since_growth = 0;
    r->empty_count = 0;
    r->at_end = false;
    file->writing = (struct ssh2_sftp_writing){ 0 };
    file->listing = (struct ssh2_sftp_listing){ 0 };
}

void ssh2_sftp_seek(struct ssh2_sftp_file *file, uint64_t offset)
{
    struct ssh2_sftp_reading *r = &file->reading;

    file->offset = offset;
    ssh2_sftp_forget(file);
    if (r->size_state == SSH2_SFTP_SIZE_KNOWN) /* who looks again may look for what has been added */
        r->size_state = SSH2_SFTP_SIZE_UNKNOWN;
}

/* Closing */

/* A WRITE failed, and the program did not ask again. */
static int late_failure(struct ssh2_sftp_file *file)
{
    const struct ssh2_sftp_pipe *pipe = &file->pipe;

    for (uint32_t number = pipe->first; file->is_written && number != pipe->end; number++) {
        const struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(pipe, number);

        if (flight->state == SSH2_SFTP_DENIED)
            return ssh2_sftp_fail_status(file->sftp, "sftp_write", flight->status);
    }
    return 0;
}

int ssh2_sftp_close(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_close request = { .handle = ssh2_sftp_file_handle(file) };
    struct ssh2_sftp *sftp = file->sftp;

    if (!file->is_written)
        ssh2_sftp_forget(file);
    if (!file->may_write) {
        int rc = ssh2_sftp_check(sftp);

        sftp->status = SSH_FX_OK;
        return rc != 0 ? rc : close_unheard(sftp, request.handle);
    }

    int rc = ssh2_sftp_ask_by(sftp, &file->closing, SSH2_SFTP_CLOSE, file, &request, NULL);

    return rc == 0 ? late_failure(file) : rc;
}

void ssh2_sftp_file_orphan(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp *sftp = file->sftp;

    if (sftp == NULL)
        return;
    ssh2_sftp_forget(file);
    ssh2_sftp_pipe_free(&file->pipe, file->memory);
    ssh2_sftp_abandon(sftp, &file->closing);
    for (size_t i = 0; i < SSH2_SFTP_OPERATION_COUNT; i++)
        if (sftp->exchanges[i].operation == file)
            ssh2_sftp_abandon(sftp, &sftp->exchanges[i]);
    unlink_file(file);
    file->sftp = NULL;
}

void ssh2_sftp_file_free(struct ssh2_sftp_file *file)
{
    ssh2_sftp_file_orphan(file);
    ssh2_free(file->memory, file);
}
