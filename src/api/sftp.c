/* SFTP: begin and end, and what all its functions share. */
#include "src/api/sftp.h"

#include <string.h>

#include "src/api/channel.h"

/* Shared */

int ssh2_api_sftp_misuse(const struct ssh2_sftp *sftp, const char *what)
{
    return sftp == NULL ? LIBSSH2_ERROR_BAD_USE
                        : ssh2_api_misuse(ssh2_api_sftp_session(sftp), "SFTP needs %s", what);
}

struct ask {
    struct ssh2_sftp *sftp;
    enum ssh2_sftp_operation operation;
    const void *who;
    void *request, *reply;
};

static ssize_t ask_step(void *argument)
{
    const struct ask *a = argument;

    return ssh2_sftp_ask(a->sftp, a->operation, a->who, a->request, a->reply);
}

int ssh2_api_sftp_ask(struct ssh2_sftp *sftp, enum ssh2_sftp_operation operation, const void *who,
                      void *request, void *reply)
{
    struct ask a = { sftp, operation, who, request, reply };

    int rc = (int)ssh2_api_run(ssh2_api_sftp_session(sftp), SSH2_WAIT_ANSWER, ask_step, &a);

    if (rc == LIBSSH2_ERROR_TIMEOUT) /* the next call may ask for something else */
        ssh2_sftp_abandon(sftp, &sftp->exchanges[operation]);
    return rc;
}

#define ATTRIBUTES_SENT                                                                           \
    (LIBSSH2_SFTP_ATTR_SIZE | LIBSSH2_SFTP_ATTR_UIDGID | LIBSSH2_SFTP_ATTR_PERMISSIONS |          \
     LIBSSH2_SFTP_ATTR_ACMODTIME)

struct ssh2_sftp_attrs ssh2_api_sftp_attrs(const LIBSSH2_SFTP_ATTRIBUTES *attributes)
{
    if (attributes == NULL)
        return (struct ssh2_sftp_attrs){ 0 };
    return (struct ssh2_sftp_attrs){
        .flags = (uint32_t)attributes->flags & ATTRIBUTES_SENT,
        .size = attributes->filesize,
        .uid = (uint32_t)attributes->uid,
        .gid = (uint32_t)attributes->gid,
        .permissions = (uint32_t)attributes->permissions,
        .atime = (uint32_t)attributes->atime,
        .mtime = (uint32_t)attributes->mtime,
    };
}

LIBSSH2_SFTP_ATTRIBUTES ssh2_api_sftp_attributes(const struct ssh2_sftp_attrs *attrs)
{
    return (LIBSSH2_SFTP_ATTRIBUTES){
        .flags = attrs->flags,
        .filesize = attrs->size,
        .uid = attrs->uid,
        .gid = attrs->gid,
        .permissions = attrs->permissions,
        .atime = attrs->atime,
        .mtime = attrs->mtime,
    };
}

int ssh2_api_sftp_copy_name(LIBSSH2_SESSION *session, struct ssh2_bytes name, char *out,
                            size_t capacity)
{
    if (name.len >= capacity)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_BUFFER_TOO_SMALL,
                         "the server's name has %zu bytes and a NUL: the buffer has %zu", name.len,
                         capacity);
    if (name.len > 0)
        memcpy(out, name.data, name.len);
    out[name.len] = '\0';
    return (int)name.len;
}

/* Begin */

static ssize_t init_step(void *argument)
{
    LIBSSH2_SESSION *session = argument;
    struct ssh2_channel *channel = NULL;
    int rc = 0;

    if (session->sftp_starting == NULL) {
        rc = ssh2_channel_open_session(&session->core, &channel);
        if (rc != 0)
            return rc;
        session->sftp_starting = ssh2_sftp_new(channel);
        if (session->sftp_starting == NULL)
            return session->error.code;
    }
    rc = ssh2_sftp_start(session->sftp_starting);
    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN) {
        ssh2_sftp_free(session->sftp_starting);
        session->sftp_starting = NULL;
    }
    return rc;
}

LIBSSH2_SFTP *libssh2_sftp_init(LIBSSH2_SESSION *session)
{
    if (session == NULL)
        return NULL;
    if (!session->core.userauth.authenticated) {
        ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "SFTP can begin only after login");
        return NULL;
    }
    if (ssh2_api_run(session, SSH2_WAIT_ANSWER, init_step, session) != 0)
        return NULL;

    struct ssh2_sftp *sftp = session->sftp_starting;

    session->sftp_starting = NULL;
    return (LIBSSH2_SFTP *)(void *)sftp;
}

/* End */

int libssh2_sftp_shutdown(LIBSSH2_SFTP *sftp)
{
    if (sftp == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = ssh2_api_sftp_session(ssh2_api_core_sftp(sftp));

    ssh2_sftp_free(ssh2_api_core_sftp(sftp));
    (void)ssh2_api_flush(session); /* nobody waits for the server's CLOSE */
    return 0;
}

unsigned long libssh2_sftp_last_error(LIBSSH2_SFTP *sftp)
{
    return sftp == NULL ? 0 : ssh2_api_core_sftp(sftp)->status;
}

LIBSSH2_CHANNEL *libssh2_sftp_get_channel(LIBSSH2_SFTP *sftp)
{
    return sftp == NULL ? NULL : ssh2_api_public_channel(ssh2_api_core_sftp(sftp)->channel);
}
