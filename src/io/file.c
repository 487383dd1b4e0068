#include "src/io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(struct ssh2_error *error, const char *what, const char *path)
{
    return ssh2_fail(error, LIBSSH2_ERROR_FILE, "cannot %s %s: %s", what, path, strerror(errno));
}

/* Reading */

static int check_regular(struct ssh2_error *error, const char *path, int fd, size_t max, size_t *size)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail(error, "look at", path);
    if (!S_ISREG(st.st_mode))
        return ssh2_fail(error, LIBSSH2_ERROR_FILE, "%s is not a regular file", path);
    if (st.st_size < 0 || (unsigned long long)st.st_size > max)
        return ssh2_fail(error, LIBSSH2_ERROR_FILE, "%s has %lld bytes: more than %zu make no sense",
                         path, (long long)st.st_size, max);
    *size = (size_t)st.st_size;
    return 0;
}

/* Reads up to len bytes; a file that shrinks meanwhile gives fewer. -1 with errno set. */
static ssize_t read_all(int fd, uint8_t *data, size_t len)
{
    size_t done = 0;

    while (done < len) {
        ssize_t n = read(fd, data + done, len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        done += (size_t)n;
    }
    return (ssize_t)done;
}

static int read_open_file(const struct ssh2_memory *memory, struct ssh2_error *error,
                          const char *path, int fd, size_t max, struct ssh2_bytes *out)
{
    size_t size = 0;
    int rc = check_regular(error, path, fd, max, &size);

    if (rc != 0)
        return rc;

    uint8_t *data = ssh2_alloc(memory, size + 1);

    if (data == NULL)
        return ssh2_fail_memory(error, "a file's contents");

    ssize_t n = read_all(fd, data, size);

    if (n < 0) {
        ssh2_free_secret(memory, data, size + 1);
        return fail(error, "read", path);
    }
    *out = ssh2_bytes(data, (size_t)n);
    return 0;
}

int ssh2_file_read(const struct ssh2_memory *memory, struct ssh2_error *error, const char *path,
                   size_t max, struct ssh2_bytes *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0)
        return fail(error, "open", path);

    int rc = read_open_file(memory, error, path, fd, max, out);

    close(fd);
    return rc;
}

/* Writing */

static int write_all(int fd, struct ssh2_bytes contents)
{
    while (contents.len > 0) {
        ssize_t n = write(fd, contents.data, contents.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        contents = ssh2_bytes(contents.data + n, contents.len - (size_t)n);
    }
    return fsync(fd);
}

#define NEW_FILE_MODE 0600 /* threat G10 */

/* A file that is replaced keeps its mode. What is no regular file is not replaced. */
static int choose_mode(struct ssh2_error *error, const char *path, mode_t *mode)
{
    struct stat st;

    *mode = NEW_FILE_MODE;
    if (stat(path, &st) != 0)
        return 0; /* there is none yet */
    if (!S_ISREG(st.st_mode))
        return ssh2_fail(error, LIBSSH2_ERROR_FILE, "%s is not a regular file", path);
    *mode = st.st_mode & 07777;
    return 0;
}

static int replace(struct ssh2_error *error, const char *path, char *temporary,
                   struct ssh2_bytes contents)
{
    mode_t mode;
    int rc = choose_mode(error, path, &mode);

    if (rc != 0)
        return rc;

    int fd = mkstemp(temporary);

    if (fd < 0)
        return fail(error, "write beside", path);
    if (fchmod(fd, mode) != 0 || write_all(fd, contents) != 0)
        rc = fail(error, "write", path);
    if (close(fd) != 0 && rc == 0)
        rc = fail(error, "write", path);
    if (rc == 0 && rename(temporary, path) != 0)
        rc = fail(error, "replace", path);
    if (rc != 0)
        (void)unlink(temporary);
    return rc;
}

static int write_beside(const struct ssh2_memory *memory, struct ssh2_error *error,
                        const char *path, struct ssh2_bytes contents)
{
    static const char suffix[] = ".XXXXXX";
    size_t len = strlen(path);
    char *temporary = ssh2_alloc(memory, len + sizeof(suffix));

    if (temporary == NULL)
        return ssh2_fail_memory(error, "a file name");
    memcpy(temporary, path, len);
    memcpy(temporary + len, suffix, sizeof(suffix));

    int rc = replace(error, path, temporary, contents);

    ssh2_free(memory, temporary);
    return rc;
}

int ssh2_file_write(const struct ssh2_memory *memory, struct ssh2_error *error, const char *path,
                    struct ssh2_bytes contents)
{
    /* The file itself and not a link to it; NULL as long as there is none. */
    char *target = realpath(path, NULL);
    int rc = write_beside(memory, error, target != NULL ? target : path, contents);

    free(target);
    return rc;
}
