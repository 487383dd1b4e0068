#include "src/oracle/scenario_sftp.h"

#include <stdlib.h>
#include <string.h>

#include "src/oracle/pattern.h"
#include "src/oracle/tree.h"

#define READ_BYTES 30000u  /* ours: a program's buffer, no multiple of what is in flight */
#define PUT_BYTES 100000u  /* ours: several requests' worth */
#define NAME_MAX_BYTES 256u

static bool would_block(LIBSSH2_SESSION *session)
{
    return libssh2_session_last_errno(session) == LIBSSH2_ERROR_EAGAIN;
}

/* Starting and ending */

int ssh2_scenario_sftp(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                       LIBSSH2_SFTP **sftp)
{
    do {
        *sftp = libssh2_sftp_init(pair->session);
    } while (*sftp == NULL && would_block(pair->session));
    return *sftp == NULL ? ssh2_scenario_fail(pair, log, "sftp") : 0;
}

void ssh2_scenario_end_sftp(LIBSSH2_SFTP *sftp)
{
    int rc;

    do {
        rc = libssh2_sftp_shutdown(sftp);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
}

static LIBSSH2_SFTP_HANDLE *open_path(struct ssh2_wire_pair *pair, LIBSSH2_SFTP *sftp,
                                      const char *path, unsigned long flags, int type)
{
    LIBSSH2_SFTP_HANDLE *handle;

    do {
        handle = libssh2_sftp_open_ex(sftp, path, (unsigned int)strlen(path), flags, 0640, type);
    } while (handle == NULL && would_block(pair->session));
    return handle;
}

static int close_handle(LIBSSH2_SFTP_HANDLE *handle)
{
    int rc;

    do {
        rc = libssh2_sftp_close_handle(handle);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    return rc;
}

/* Closes the handle after what came to result, noting the first failure of the two: right away, since
 * closing may leave no trace of an error before it. */
static int finish(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log,
                  LIBSSH2_SFTP_HANDLE *handle, const char *path, int result)
{
    int rc = result == 0 ? 0 : ssh2_scenario_fail(pair, log, path);
    int close_rc = close_handle(handle);

    return rc == 0 && close_rc != 0 ? ssh2_scenario_fail(pair, log, path) : rc;
}

/* Files */

static int write_pattern(LIBSSH2_SFTP_HANDLE *handle, size_t len)
{
    uint8_t *data = malloc(len);
    size_t written = 0;
    ssize_t n = data == NULL ? LIBSSH2_ERROR_ALLOC : 0;

    if (data != NULL)
        ssh2_peer_pattern(0, data, len);
    while (written < len && (n >= 0 || n == LIBSSH2_ERROR_EAGAIN)) {
        n = libssh2_sftp_write(handle, (const char *)data + written, len - written);
        written += n > 0 ? (size_t)n : 0;
    }
    free(data);
    return written == len ? 0 : (int)n;
}

int ssh2_scenario_put(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                      const char *path, size_t len)
{
    LIBSSH2_SFTP_HANDLE *handle =
        open_path(pair, sftp, path, LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC,
                  LIBSSH2_SFTP_OPENFILE);
    int rc;

    if (handle == NULL)
        return ssh2_scenario_fail(pair, log, path);
    rc = finish(pair, log, handle, path, write_pattern(handle, len));
    if (rc == 0)
        ssh2_scenario_note(log, "put %zu bytes to %s\n", len, path);
    return rc;
}

/* Reads to the end; *equal tells how many bytes at the start were the pattern's. */
static int read_pattern(LIBSSH2_SFTP_HANDLE *handle, size_t *len, size_t *equal)
{
    uint8_t data[READ_BYTES], pattern[READ_BYTES];
    ssize_t n;

    do {
        n = libssh2_sftp_read(handle, (char *)data, sizeof(data));
        if (n <= 0)
            continue;
        ssh2_peer_pattern(*len, pattern, (size_t)n);
        if (*equal == *len)
            for (ssize_t i = 0; i < n && data[i] == pattern[i]; i++)
                (*equal)++;
        *len += (size_t)n;
    } while (n > 0 || n == LIBSSH2_ERROR_EAGAIN);
    return (int)n;
}

int ssh2_scenario_get(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                      const char *path)
{
    LIBSSH2_SFTP_HANDLE *handle =
        open_path(pair, sftp, path, LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE);
    size_t len = 0, equal = 0;
    int rc;

    if (handle == NULL)
        return ssh2_scenario_fail(pair, log, path);
    rc = finish(pair, log, handle, path, read_pattern(handle, &len, &equal));
    if (rc == 0)
        ssh2_scenario_note(log, "got %zu bytes of %s, %zu of them right\n", len, path, equal);
    return rc;
}

/* Directories and attributes */

int ssh2_scenario_list(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                       const char *path)
{
    LIBSSH2_SFTP_HANDLE *handle = open_path(pair, sftp, path, 0, LIBSSH2_SFTP_OPENDIR);
    unsigned count = 0, sum = 0;
    int n, rc;

    if (handle == NULL)
        return ssh2_scenario_fail(pair, log, path);
    do {
        char name[NAME_MAX_BYTES];
        LIBSSH2_SFTP_ATTRIBUTES attrs;

        n = libssh2_sftp_readdir(handle, name, sizeof(name), &attrs);
        for (int i = 0; i < n; i++)
            sum = sum * 31 + (uint8_t)name[i];
        count += n > 0;
    } while (n > 0 || n == LIBSSH2_ERROR_EAGAIN);
    rc = finish(pair, log, handle, path, n);
    if (rc == 0)
        ssh2_scenario_note(log, "%s has %u names, %08x\n", path, count, sum);
    return rc;
}

int ssh2_scenario_stat(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp,
                       const char *path)
{
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    int rc;

    do {
        rc = libssh2_sftp_stat(sftp, path, &attrs);
    } while (rc == LIBSSH2_ERROR_EAGAIN);
    if (rc != 0)
        return ssh2_scenario_fail(pair, log, path);
    ssh2_scenario_note(log, "%s: %llu bytes, mode %lo\n", path, (unsigned long long)attrs.filesize,
                       attrs.permissions);
    return 0;
}

static int transfer(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log, LIBSSH2_SFTP *sftp)
{
    int rc = ssh2_scenario_put(pair, log, sftp, "new", PUT_BYTES);

    if (rc == 0)
        rc = ssh2_scenario_get(pair, log, sftp, "new");
    if (rc == 0)
        rc = ssh2_scenario_get(pair, log, sftp, SSH2_TREE_HOME "/pattern");
    if (rc == 0)
        rc = ssh2_scenario_list(pair, log, sftp, "folder");
    if (rc == 0)
        rc = ssh2_scenario_stat(pair, log, sftp, "link");
    return rc;
}

int ssh2_scenario_transfer(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    LIBSSH2_SFTP *sftp;
    int rc = ssh2_scenario_sftp(pair, log, &sftp);

    if (rc != 0)
        return rc;
    rc = transfer(pair, log, sftp);
    ssh2_scenario_end_sftp(sftp);
    return rc;
}
