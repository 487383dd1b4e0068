/* SCP: what goes before the file. The file is data of the channel. */
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "src/api/channel.h"
#include "src/scp/scp.h"

#define MODE_MAX 0177777 /* what a st_mode can be */

struct start {
    LIBSSH2_SESSION *session;
    const struct ssh2_scp_request *request;
    struct ssh2_scp **begun; /* what goes on when the call is repeated */
};

/* After TIMEOUT a program may ask for something else: then what was begun is given up. */
static ssize_t start_step(void *argument)
{
    struct start *a = argument;

    if (*a->begun != NULL && !ssh2_scp_is_for(*a->begun, a->request)) {
        ssh2_scp_free(*a->begun);
        *a->begun = NULL;
    }
    if (*a->begun == NULL)
        *a->begun = ssh2_scp_new(&a->session->core, a->request);
    return *a->begun == NULL ? a->session->error.code : ssh2_scp_start(*a->begun);
}

static LIBSSH2_CHANNEL *start(struct start *a, struct ssh2_scp_file *file)
{
    struct ssh2_channel *channel = NULL;
    ssize_t rc;

    if (!a->session->core.userauth.authenticated) {
        ssh2_api_misuse(a->session, "SCP can begin only after login");
        return NULL;
    }
    rc = ssh2_api_run(a->session, SSH2_WAIT_ANSWER, start_step, a);
    if (rc == LIBSSH2_ERROR_EAGAIN || rc == LIBSSH2_ERROR_TIMEOUT)
        return NULL;
    if (rc == 0) {
        channel = ssh2_scp_take_channel(*a->begun);
        *file = ssh2_scp_received_file(*a->begun);
    }
    ssh2_scp_free(*a->begun);
    *a->begun = NULL;
    return ssh2_api_public_channel(channel);
}

static LIBSSH2_CHANNEL *fail(LIBSSH2_SESSION *session, const char *why)
{
    ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "%s", why);
    return NULL;
}

/* From the server */

/* Where off_t or time_t has 32 bits, there are files that sb cannot tell of. */
static bool fits_stat(const struct ssh2_scp_file *file)
{
    return (uint64_t)(libssh2_struct_stat_size)file->size == file->size &&
           (uint64_t)(time_t)file->mtime == file->mtime &&
           (uint64_t)(time_t)file->atime == file->atime;
}

static LIBSSH2_CHANNEL *give_up(LIBSSH2_SESSION *session, LIBSSH2_CHANNEL *channel)
{
    ssh2_channel_abandon(ssh2_api_core_channel(channel));
    (void)ssh2_api_flush(session);
    ssh2_fail(&session->error, LIBSSH2_ERROR_SCP_PROTOCOL,
              "the file's size or times are more than a struct stat holds on this machine");
    return NULL;
}

LIBSSH2_CHANNEL *libssh2_scp_recv2(LIBSSH2_SESSION *session, const char *path,
                                   libssh2_struct_stat *sb)
{
    struct ssh2_scp_file file = { 0 };

    if (session == NULL)
        return NULL;
    if (path == NULL)
        return fail(session, "there is no path");

    struct ssh2_scp_request request = { .path = ssh2_text(path),
                                        .quotes = session->quote_paths,
                                        .with_times = sb != NULL };
    struct start a = { session, &request, &session->scp_receiving };
    LIBSSH2_CHANNEL *channel = start(&a, &file);

    if (sb == NULL || channel == NULL)
        return channel;
    if (!fits_stat(&file))
        return give_up(session, channel);
    memset(sb, 0, sizeof(*sb));
    sb->st_mode = (mode_t)file.mode;
    sb->st_size = (libssh2_struct_stat_size)file.size;
    sb->st_mtime = (time_t)file.mtime;
    sb->st_atime = (time_t)file.atime;
    return channel;
}

LIBSSH2_CHANNEL *libssh2_scp_recv(LIBSSH2_SESSION *session, const char *path, struct stat *sb)
{
    return libssh2_scp_recv2(session, path, sb); /* both structs are one where off_t has 64 bits */
}

/* To the server */

LIBSSH2_CHANNEL *libssh2_scp_send64(LIBSSH2_SESSION *session, const char *path, int mode,
                                    libssh2_int64_t size, time_t mtime, time_t atime)
{
    struct ssh2_scp_file file = { 0 }; /* of no use here */

    if (session == NULL)
        return NULL;
    if (path == NULL)
        return fail(session, "there is no path");
    if (mode < 0 || mode > MODE_MAX)
        return fail(session, "the mode is none that a file can have");

    struct ssh2_scp_request request = {
        .path = ssh2_text(path),
        .quotes = session->quote_paths,
        .sends = true,
        .with_times = mtime != 0 || atime != 0,
        .file = { .mode = (uint32_t)mode & SSH2_SCP_MODE_MAX,
                  .size = (uint64_t)size, /* what is below 0 is too large then, as with times */
                  .mtime = (uint64_t)mtime,
                  .atime = (uint64_t)atime },
    };
    struct start a = { session, &request, &session->scp_sending };

    return start(&a, &file);
}

LIBSSH2_CHANNEL *libssh2_scp_send_ex(LIBSSH2_SESSION *session, const char *path, int mode,
                                     size_t size, long mtime, long atime)
{
    return libssh2_scp_send64(session, path, mode, (libssh2_int64_t)size, mtime, atime);
}
