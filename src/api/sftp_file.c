/* SFTP: what is done with an open file or directory. */
#include "src/api/sftp.h"

#include "src/packet/sftp/sftp_attrs_reply.h"
#include "src/packet/sftp/sftp_ext_fstatvfs.h"
#include "src/packet/sftp/sftp_ext_fsync.h"
#include "src/packet/sftp/sftp_fsetstat.h"
#include "src/packet/sftp/sftp_fstat.h"

struct transfer {
    struct ssh2_sftp_file *file;
    char *buffer;     /* read */
    const char *data; /* write */
    size_t len;
    bool wait_for_all;
    struct ssh2_sftp_name_entry entry; /* readdir */
};

static ssize_t run(struct transfer *a, ssh2_step *step)
{
    return ssh2_api_run(ssh2_api_sftp_session(a->file->sftp), SSH2_WAIT_ANSWER, step, a);
}

/* Opening */

struct open {
    struct ssh2_sftp *sftp;
    struct ssh2_bytes path;
    uint32_t pflags;
    struct ssh2_sftp_attrs attrs;
    bool is_directory;
    struct ssh2_sftp_file *file;
};

static ssize_t open_step(void *argument)
{
    struct open *a = argument;
    int rc = a->is_directory
                 ? ssh2_sftp_open_directory(a->sftp, a->path, &a->file)
                 : ssh2_sftp_open_file(a->sftp, a->path, a->pflags, &a->attrs, &a->file);

    /* As libssh2 has it for opening, in place of OUT_OF_BOUNDARY. */
    if (rc == LIBSSH2_ERROR_OUT_OF_BOUNDARY)
        return ssh2_fail(a->sftp->session->error, LIBSSH2_ERROR_PROTO, "the path is too long");
    return rc;
}

LIBSSH2_SFTP_HANDLE *libssh2_sftp_open_ex_r(LIBSSH2_SFTP *sftp, const char *filename,
                                            size_t filename_len, unsigned long flags, long mode,
                                            int open_type, LIBSSH2_SFTP_ATTRIBUTES *attrs)
{
    if (sftp == NULL)
        return NULL;

    struct open a = { .sftp = ssh2_api_core_sftp(sftp),
                      .path = ssh2_bytes(filename, filename_len),
                      .pflags = (uint32_t)flags,
                      .attrs = ssh2_api_sftp_attrs(attrs),
                      .is_directory = open_type == LIBSSH2_SFTP_OPENDIR };

    if (filename == NULL) {
        ssh2_api_misuse(ssh2_api_sftp_session(a.sftp), "there is no path to open");
        return NULL;
    }
    a.attrs.flags |= LIBSSH2_SFTP_ATTR_PERMISSIONS;
    a.attrs.permissions = (uint32_t)mode | LIBSSH2_SFTP_S_IFREG;
    if (ssh2_api_run(ssh2_api_sftp_session(a.sftp), SSH2_WAIT_ANSWER, open_step, &a) ==
        LIBSSH2_ERROR_TIMEOUT) /* the next call may open something else */
        ssh2_sftp_abandon(a.sftp, &a.sftp->exchanges[a.is_directory ? SSH2_SFTP_OPENDIR
                                                                     : SSH2_SFTP_OPEN]);
    return (LIBSSH2_SFTP_HANDLE *)(void *)a.file;
}

LIBSSH2_SFTP_HANDLE *libssh2_sftp_open_ex(LIBSSH2_SFTP *sftp, const char *filename,
                                          unsigned int filename_len, unsigned long flags, long mode,
                                          int open_type)
{
    return libssh2_sftp_open_ex_r(sftp, filename, filename_len, flags, mode, open_type, NULL);
}

/* Closing */

static ssize_t close_step(void *argument)
{
    return ssh2_sftp_close(((struct transfer *)argument)->file);
}

int libssh2_sftp_close_handle(LIBSSH2_SFTP_HANDLE *handle)
{
    struct transfer a = { .file = ssh2_api_core_file(handle) };
    int rc = 0;

    if (handle == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    if (a.file != NULL)
        rc = (int)run(&a, close_step);
    if (rc != LIBSSH2_ERROR_EAGAIN)
        ssh2_sftp_file_free((struct ssh2_sftp_file *)(void *)handle);
    return rc;
}

/* Reading and writing */

static ssize_t read_step(void *argument)
{
    const struct transfer *a = argument;

    return ssh2_sftp_read(a->file, a->buffer, a->len);
}

ssize_t libssh2_sftp_read(LIBSSH2_SFTP_HANDLE *handle, char *buffer, size_t buffer_maxlen)
{
    struct transfer a = { .file = ssh2_api_core_file(handle),
                          .buffer = buffer,
                          .len = buffer_maxlen };

    if (a.file == NULL || a.file->is_directory || (buffer == NULL && buffer_maxlen > 0))
        return ssh2_api_sftp_misuse(a.file == NULL ? NULL : a.file->sftp, "a file, and a buffer");
    return run(&a, read_step);
}

static ssize_t write_step(void *argument)
{
    const struct transfer *a = argument;

    return ssh2_sftp_write(a->file, a->data, a->len, a->wait_for_all);
}

/* A blocking session waits until all is written, so that a program is spared the calls; but when time is
 * up, what has been written counts. */
ssize_t libssh2_sftp_write(LIBSSH2_SFTP_HANDLE *handle, const char *buffer, size_t count)
{
    struct transfer a = { .file = ssh2_api_core_file(handle), .data = buffer, .len = count };

    if (a.file == NULL || a.file->is_directory || (buffer == NULL && count > 0))
        return ssh2_api_sftp_misuse(a.file == NULL ? NULL : a.file->sftp, "a file, and data");
    a.wait_for_all = ssh2_api_sftp_session(a.file->sftp)->blocking;

    ssize_t rc = run(&a, write_step);

    if (rc != LIBSSH2_ERROR_TIMEOUT)
        return rc;
    a.wait_for_all = false;

    ssize_t written = write_step(&a);

    return written > 0 ? written : rc;
}

void libssh2_sftp_seek64(LIBSSH2_SFTP_HANDLE *handle, libssh2_uint64_t offset)
{
    struct ssh2_sftp_file *file = ssh2_api_core_file(handle);

    if (file != NULL && !file->is_directory)
        ssh2_sftp_seek(file, offset);
}

libssh2_uint64_t libssh2_sftp_tell64(LIBSSH2_SFTP_HANDLE *handle)
{
    const struct ssh2_sftp_file *file = ssh2_api_core_file(handle);

    return file == NULL ? 0 : file->offset;
}

void libssh2_sftp_seek(LIBSSH2_SFTP_HANDLE *handle, size_t offset)
{
    libssh2_sftp_seek64(handle, offset);
}

size_t libssh2_sftp_tell(LIBSSH2_SFTP_HANDLE *handle)
{
    return (size_t)libssh2_sftp_tell64(handle);
}

int libssh2_sftp_fsync(LIBSSH2_SFTP_HANDLE *handle)
{
    struct ssh2_sftp_file *file = ssh2_api_core_file(handle);

    if (file == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    struct ssh2_sftp_ext_fsync request = { .handle = ssh2_sftp_file_handle(file) };

    return ssh2_api_sftp_ask(file->sftp, SSH2_SFTP_FSYNC, file, &request, NULL);
}

/* Listing */

static ssize_t readdir_step(void *argument)
{
    struct transfer *a = argument;

    return ssh2_sftp_readdir(a->file, &a->entry);
}

int libssh2_sftp_readdir_ex(LIBSSH2_SFTP_HANDLE *handle, char *buffer, size_t buffer_maxlen,
                            char *longentry, size_t longentry_maxlen, LIBSSH2_SFTP_ATTRIBUTES *attrs)
{
    struct transfer a = { .file = ssh2_api_core_file(handle) };

    if (a.file == NULL || !a.file->is_directory || buffer == NULL)
        return ssh2_api_sftp_misuse(a.file == NULL ? NULL : a.file->sftp, "a directory, and a buffer");

    LIBSSH2_SESSION *session = ssh2_api_sftp_session(a.file->sftp);
    int rc = (int)run(&a, readdir_step);

    if (rc <= 0)
        return rc;
    if (longentry != NULL && longentry_maxlen > 1) {
        rc = ssh2_api_sftp_copy_name(session, a.entry.longname, longentry, longentry_maxlen);
        if (rc < 0)
            return rc;
    }
    rc = ssh2_api_sftp_copy_name(session, a.entry.filename, buffer, buffer_maxlen);
    if (rc < 0)
        return rc;
    if (attrs != NULL)
        *attrs = ssh2_api_sftp_attributes(&a.entry.attrs);
    ssh2_sftp_readdir_advance(a.file);
    return rc;
}

/* Attributes */

static int set_attributes(struct ssh2_sftp_file *file, const LIBSSH2_SFTP_ATTRIBUTES *attrs)
{
    struct ssh2_sftp_fsetstat request = { .handle = ssh2_sftp_file_handle(file),
                                          .attrs = ssh2_api_sftp_attrs(attrs) };

    return ssh2_api_sftp_ask(file->sftp, SSH2_SFTP_FSETSTAT, file, &request, NULL);
}

int libssh2_sftp_fstat_ex(LIBSSH2_SFTP_HANDLE *handle, LIBSSH2_SFTP_ATTRIBUTES *attrs, int setstat)
{
    struct ssh2_sftp_file *file = ssh2_api_core_file(handle);

    if (file == NULL || attrs == NULL)
        return ssh2_api_sftp_misuse(file == NULL ? NULL : file->sftp, "attributes");
    if (setstat)
        return set_attributes(file, attrs);

    struct ssh2_sftp_fstat request = { .handle = ssh2_sftp_file_handle(file) };
    struct ssh2_sftp_attrs_reply reply;
    int rc = ssh2_api_sftp_ask(file->sftp, SSH2_SFTP_FSTAT, file, &request, &reply);

    if (rc != 0)
        return rc;
    *attrs = ssh2_api_sftp_attributes(&reply.attrs);
    ssh2_sftp_answered(file->sftp, SSH2_SFTP_FSTAT);
    return 0;
}
