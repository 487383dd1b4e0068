/* Listing a directory: READDIR requests are kept under way, ever more of them while the reader goes on;
 * the server answers them in order. draft-ietf-secsh-filexfer-02, section 6.7. */
#include <string.h>

#include "src/packet/sftp/sftp_name.h"
#include "src/packet/sftp/sftp_readdir.h"
#include "src/packet/sftp/sftp_status.h"
#include "src/sftp/file.h"
#include "src/sftp/sftp.h"

#define AHEAD_FIRST_COUNT 2u /* ours: a small directory and its end in one round trip */
#define AHEAD_MAX_COUNT 32u  /* ours: 3200 names, as OpenSSH answers */
#define GROWTH 4u            /* ours: as many in three round trips */

/* Replies */

/* The names are kept as they came; they were checked, so that they can be walked without a thought. */
static int keep_names(struct ssh2_sftp *sftp, struct ssh2_sftp_flight *flight,
                      struct ssh2_bytes packet)
{
    struct ssh2_sftp_name reply;

    if (ssh2_sftp_parse(sftp, ssh2_sftp_name_type(), packet, &reply) != 0)
        return sftp->fault.code;
    flight->state = SSH2_SFTP_ANSWERED;
    if (reply.entries.len == 0)
        return 0;
    flight->kept = ssh2_alloc(sftp->session->memory, reply.entries.len);
    if (flight->kept == NULL)
        return ssh2_fail_memory(&sftp->fault, "a directory's names");
    memcpy(flight->kept, reply.entries.data, reply.entries.len);
    flight->kept_len = (uint32_t)reply.entries.len;
    return 0;
}

static int on_reply(struct ssh2_sftp *sftp, const struct ssh2_sftp_request *request,
                    struct ssh2_bytes packet)
{
    struct ssh2_sftp_file *file = request->owner;
    struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_at(&file->pipe, request->tag);

    if (packet.data[0] == SSH_FXP_NAME)
        return keep_names(sftp, flight, packet);
    if (ssh2_sftp_parse_status(sftp, packet, &flight->status) != 0)
        return sftp->fault.code;
    flight->state = SSH2_SFTP_DENIED;
    return 0;
}

static const struct ssh2_sftp_receiver readdir_receiver = { .reply = on_reply };

/* Asking */

static int ask_next(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_readdir request = { .handle = ssh2_sftp_file_handle(file) };

    if (ssh2_sftp_pipe_push(&file->pipe, file->memory) == NULL)
        return ssh2_fail_memory(file->sftp->session->error, "a READDIR request");

    int rc = ssh2_sftp_send(file->sftp, ssh2_sftp_readdir_type(), &request, &readdir_receiver, file,
                            file->pipe.end - 1);

    if (rc != 0)
        ssh2_sftp_pipe_unpush(&file->pipe);
    return rc;
}

static int ask_ahead(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_listing *l = &file->listing;
    int rc = 0;

    if (l->ahead == 0)
        l->ahead = AHEAD_FIRST_COUNT;
    while (rc == 0 && ssh2_sftp_pipe_count(&file->pipe) < l->ahead)
        rc = ask_next(file);
    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN)
        return rc;
    return ssh2_sftp_flush(file->sftp);
}

/* The reader waits although as many replies were used as are kept under way. */
static int grow(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_listing *l = &file->listing;

    if (l->since_growth < l->ahead || l->ahead == AHEAD_MAX_COUNT)
        return 0;
    l->ahead = l->ahead < AHEAD_MAX_COUNT / GROWTH ? l->ahead * GROWTH : AHEAD_MAX_COUNT;
    l->since_growth = 0;
    return ask_ahead(file);
}

/* Using the replies */

static int deny(struct ssh2_sftp_file *file, uint32_t status)
{
    if (status == SSH_FX_EOF) {
        ssh2_sftp_drop_requests(file);
        file->listing.at_end = true;
        return 0;
    }
    ssh2_sftp_pipe_pop(&file->pipe, file->memory);
    return ssh2_sftp_fail_status(file->sftp, "sftp_readdir", status);
}

/* Opens the first reply in the pipe, if it is there and the one before it is used up. A reply without
 * names is the end, too: else a server could go on for ever (threat S3). */
static int settle(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_listing *l = &file->listing;
    const struct ssh2_sftp_flight *flight = ssh2_sftp_pipe_first(&file->pipe);

    if (l->entries.len > 0 || flight == NULL || flight->state == SSH2_SFTP_AWAITED)
        return 0;
    if (flight->state == SSH2_SFTP_DENIED)
        return deny(file, flight->status);
    if (flight->kept == NULL)
        return deny(file, SSH_FX_EOF);
    l->entries = ssh2_bytes(flight->kept, flight->kept_len);
    return 0;
}

/* The first entry, which stays. A name of no bytes could not be told from the end. */
static int peek(struct ssh2_sftp_file *file, struct ssh2_sftp_name_entry *entry)
{
    struct ssh2_sftp_listing *l = &file->listing;

    l->behind = l->entries;
    if (!ssh2_sftp_name_entry_next(&l->behind, entry) || entry->filename.len == 0) {
        (void)ssh2_sftp_refuse(file->sftp, "the server lists an entry without a name");
        return ssh2_sftp_check(file->sftp);
    }
    return 1;
}

void ssh2_sftp_readdir_advance(struct ssh2_sftp_file *file)
{
    struct ssh2_sftp_listing *l = &file->listing;

    l->entries = l->behind;
    if (l->entries.len > 0)
        return;
    ssh2_sftp_pipe_pop(&file->pipe, file->memory);
    l->since_growth++;
}

/* The step */

int ssh2_sftp_readdir(struct ssh2_sftp_file *file, struct ssh2_sftp_name_entry *entry)
{
    struct ssh2_sftp_listing *l = &file->listing;
    int rc = 0;

    file->sftp->status = SSH_FX_OK;
    while (rc == 0) {
        rc = l->at_end ? 0 : settle(file);
        if (rc == 0 && l->entries.len > 0)
            return peek(file, entry);
        if (rc == 0 && l->at_end)
            return 0;
        if (rc == 0)
            rc = ssh2_sftp_check(file->sftp);
        if (rc == 0)
            rc = ask_ahead(file);
        if (rc == 0)
            rc = ssh2_session_dispatch(file->sftp->session);
    }
    if (rc == LIBSSH2_ERROR_EAGAIN) {
        int grown = grow(file);

        rc = grown != 0 ? grown : rc;
    }
    return rc;
}
