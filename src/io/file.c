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

/* A file that is replaced keeps its mode. */
static void copy_mode(const char *path, int fd)
{
    struct stat st;

    if (stat(path, &st) == 0)
        (void)fchmod(fd, st.st_mode & 07777);
}

static int replace(struct ssh2_error *error, const char *path, char *temporary,
                   struct ssh2_bytes contents)
{
    int fd = mkstemp(temporary);
    int rc = 0;

    if (fd < 0)
        return fail(error, "write beside", path);
    copy_mode(path, fd);
    if (write_all(fd, contents) != 0)
        rc = fail(error, "write", path);
    if (close(fd) != 0 && rc == 0)
        rc = fail(error, "write", path);
    if (rc == 0 && rename(temporary, path) != 0)
        rc = fail(error, "replace", path);
    if (rc != 0)
        (void)unlink(temporary);
    return rc;
}

int ssh2_file_write(const struct ssh2_memory *memory, struct ssh2_error *error, const char *path,
                    struct ssh2_bytes contents)
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
