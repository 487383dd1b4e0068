/* SFTP with a real server: every function, large directories, offsets beyond 4 GiB. See cases.h. */
#include "interop/clients/cases.h"

#include <libssh2_sftp.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_BYTES 256u
#define PATTERN_BYTES 1000003u /* no multiple of any packet or buffer */
#define ENTRY_COUNT 3000u

static char pattern[PATTERN_BYTES], back[PATTERN_BYTES + 1];

static void fill_pattern(void)
{
    for (size_t i = 0; i < PATTERN_BYTES; i++)
        pattern[i] = (char)((i * 7 + i / 251) & 0xff);
}

/* -------------------------------------------------------------------- begin, open, close */

static LIBSSH2_SFTP *begin(struct meeting *m)
{
    LIBSSH2_SFTP *sftp;

    AGAIN_POINTER(m, sftp, libssh2_sftp_init(m->session));
    return sftp;
}

static bool end(struct meeting *m, LIBSSH2_SFTP *sftp)
{
    int rc;

    AGAIN(m, rc, libssh2_sftp_shutdown(sftp));
    CHECK(m, rc == 0);
    return true;
}

static LIBSSH2_SFTP_HANDLE *open_path(struct meeting *m, LIBSSH2_SFTP *sftp, const char *path,
                                      unsigned long flags, int type)
{
    LIBSSH2_SFTP_HANDLE *handle;

    AGAIN_POINTER(m, handle,
                  libssh2_sftp_open_ex(sftp, path, (unsigned int)strlen(path), flags, 0640, type));
    return handle;
}

static LIBSSH2_SFTP_HANDLE *create(struct meeting *m, LIBSSH2_SFTP *sftp, const char *path)
{
    return open_path(m, sftp, path,
                     LIBSSH2_FXF_READ | LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC,
                     LIBSSH2_SFTP_OPENFILE);
}

static bool close_file(struct meeting *m, LIBSSH2_SFTP_HANDLE *handle)
{
    int rc;

    AGAIN(m, rc, libssh2_sftp_close_handle(handle));
    CHECK(m, rc == 0);
    return true;
}

static bool write_file(struct meeting *m, LIBSSH2_SFTP_HANDLE *handle, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n;

        AGAIN(m, n, libssh2_sftp_write(handle, data, len));
        CHECK(m, n >= 0 && (size_t)n <= len);
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static ssize_t read_file(struct meeting *m, LIBSSH2_SFTP_HANDLE *handle, char *data, size_t len)
{
    size_t done = 0;
    ssize_t n = 1;

    while (n > 0 && done < len) {
        AGAIN(m, n, libssh2_sftp_read(handle, data + done, len - done));
        done += n > 0 ? (size_t)n : 0;
    }
    return n < 0 ? n : (ssize_t)done;
}

static bool unlink_file(struct meeting *m, LIBSSH2_SFTP *sftp, const char *path)
{
    int rc;

    AGAIN(m, rc, libssh2_sftp_unlink(sftp, path));
    CHECK(m, rc == 0);
    return true;
}

/* ---------------------------------------------------------------------------------- cases */

static bool reading_and_writing(struct meeting *m)
{
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_HANDLE *file;
    ssize_t n;
    int rc;

    CHECK(m, sftp != NULL && libssh2_sftp_get_channel(sftp) != NULL);
    CHECK(m, (file = create(m, sftp, "whole")) != NULL);
    if (!write_file(m, file, pattern, PATTERN_BYTES))
        return false;
    CHECK(m, libssh2_sftp_tell64(file) == PATTERN_BYTES);
    AGAIN(m, rc, libssh2_sftp_fsync(file));
    CHECK(m, rc == 0);
    libssh2_sftp_rewind(file);
    CHECK(m, read_file(m, file, back, PATTERN_BYTES + 1) == PATTERN_BYTES);
    CHECK(m, memcmp(back, pattern, PATTERN_BYTES) == 0);
    AGAIN(m, n, libssh2_sftp_read(file, back, 1));
    CHECK(m, n == 0 && libssh2_sftp_last_error(sftp) == LIBSSH2_FX_OK);
    libssh2_sftp_seek64(file, 999999);
    CHECK(m, read_file(m, file, back, 100) == 4 && memcmp(back, pattern + 999999, 4) == 0);
    AGAIN(m, n, libssh2_sftp_read(file, back, 0));
    CHECK(m, n == 0);
    return close_file(m, file) && unlink_file(m, sftp, "whole") && end(m, sftp);
}

static bool files_at_the_same_time(struct meeting *m)
{
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_HANDLE *file, *readers[3];
    size_t done[3] = { 0 };

    CHECK(m, sftp != NULL && (file = create(m, sftp, "shared")) != NULL);
    if (!write_file(m, file, pattern, PATTERN_BYTES) || !close_file(m, file))
        return false;
    for (int i = 0; i < 3; i++)
        CHECK(m, (readers[i] = open_path(m, sftp, "shared", LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE)) !=
                     NULL);
    while (done[0] + done[1] + done[2] < 3 * (size_t)PATTERN_BYTES) {
        bool moved = false;

        for (int i = 0; i < 3; i++) {
            ssize_t n = libssh2_sftp_read(readers[i], back, 10000u * (unsigned)(i + 1));

            CHECK(m, n >= 0 || n == LIBSSH2_ERROR_EAGAIN);
            CHECK(m, n <= 0 || memcmp(back, pattern + done[i], (size_t)n) == 0);
            done[i] += n > 0 ? (size_t)n : 0;
            moved |= n > 0;
        }
        CHECK(m, moved || wait_for_server(m));
    }
    for (int i = 0; i < 3; i++)
        if (!close_file(m, readers[i]))
            return false;
    return unlink_file(m, sftp, "shared") && end(m, sftp);
}

/* A hole of 5 GiB, which costs nothing, and some bytes behind it. */
static bool beyond_4_gib(struct meeting *m)
{
    const libssh2_uint64_t far = (libssh2_uint64_t)5 << 30;
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    LIBSSH2_SFTP_HANDLE *file;
    int rc;

    CHECK(m, sftp != NULL && (file = create(m, sftp, "sparse")) != NULL);
    libssh2_sftp_seek64(file, far);
    if (!write_file(m, file, pattern, 100000))
        return false;
    CHECK(m, libssh2_sftp_tell64(file) == far + 100000);
    AGAIN(m, rc, libssh2_sftp_fstat(file, &attrs));
    CHECK(m, rc == 0 && attrs.filesize == far + 100000);
    libssh2_sftp_seek64(file, far - 10);
    CHECK(m, read_file(m, file, back, 200000) == 100010);
    CHECK(m, memcmp(back, "\0\0\0\0\0\0\0\0\0\0", 10) == 0 && memcmp(back + 10, pattern, 100000) == 0);
    attrs = (LIBSSH2_SFTP_ATTRIBUTES){ .flags = LIBSSH2_SFTP_ATTR_SIZE, .filesize = far + 1 };
    AGAIN(m, rc, libssh2_sftp_stat_ex(sftp, "sparse", 6, LIBSSH2_SFTP_SETSTAT, &attrs));
    CHECK(m, rc == 0 && attrs.filesize == far + 1); /* and the caller's struct is as it was */
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "sparse", &attrs));
    CHECK(m, rc == 0 && attrs.filesize == far + 1);
    return close_file(m, file) && unlink_file(m, sftp, "sparse") && end(m, sftp);
}

static bool attributes(struct meeting *m)
{
    LIBSSH2_SFTP_ATTRIBUTES attrs = { .flags = LIBSSH2_SFTP_ATTR_ACMODTIME | LIBSSH2_SFTP_ATTR_PERMISSIONS,
                                      .permissions = 0604,
                                      .atime = 1000000000,
                                      .mtime = 1100000000 };
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_HANDLE *file;
    int rc;

    CHECK(m, sftp != NULL);
    AGAIN_POINTER(m, file,
                  libssh2_sftp_open_ex_r(sftp, "dated", 5, LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT, 0600,
                                         LIBSSH2_SFTP_OPENFILE, NULL));
    CHECK(m, file != NULL && write_file(m, file, "abc", 3));
    AGAIN(m, rc, libssh2_sftp_fsetstat(file, &attrs));
    CHECK(m, rc == 0);
    memset(&attrs, 0xff, sizeof(attrs));
    AGAIN(m, rc, libssh2_sftp_fstat_ex(file, &attrs, 0));
    CHECK(m, rc == 0 && attrs.filesize == 3 && attrs.atime == 1000000000 && attrs.mtime == 1100000000);
    CHECK(m, LIBSSH2_SFTP_S_ISREG(attrs.permissions) && (attrs.permissions & 0777) == 0604);
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "there is none", &attrs));
    CHECK(m, rc == LIBSSH2_ERROR_SFTP_PROTOCOL);
    CHECK(m, libssh2_sftp_last_error(sftp) == LIBSSH2_FX_NO_SUCH_FILE);
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "/etc", &attrs));
    CHECK(m, rc == 0 && LIBSSH2_SFTP_S_ISDIR(attrs.permissions));
    CHECK(m, libssh2_sftp_last_error(sftp) == LIBSSH2_FX_OK);
    return close_file(m, file) && unlink_file(m, sftp, "dated") && end(m, sftp);
}

static bool file_systems(struct meeting *m)
{
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_STATVFS st = { 0 }, fst = { 0 };
    LIBSSH2_SFTP_HANDLE *file;
    int rc;

    CHECK(m, sftp != NULL && (file = create(m, sftp, "here")) != NULL);
    AGAIN(m, rc, libssh2_sftp_statvfs(sftp, ".", 1, &st));
    CHECK(m, rc == 0 && st.f_bsize > 0 && st.f_blocks > 0 && st.f_namemax > 0);
    AGAIN(m, rc, libssh2_sftp_fstatvfs(file, &fst));
    CHECK(m, rc == 0 && fst.f_bsize == st.f_bsize && fst.f_fsid == st.f_fsid);
    return close_file(m, file) && unlink_file(m, sftp, "here") && end(m, sftp);
}

static bool renaming(struct meeting *m)
{
    static const char *const names[] = { "old", "new" };
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    LIBSSH2_SFTP_HANDLE *file;
    int rc;

    CHECK(m, sftp != NULL);
    for (int i = 0; i < 2; i++)
        CHECK(m, (file = create(m, sftp, names[i])) != NULL && write_file(m, file, "x", 1u + (unsigned)i) &&
                     close_file(m, file));
    AGAIN(m, rc, libssh2_sftp_rename(sftp, "old", "new")); /* which is there */
    CHECK(m, rc == LIBSSH2_ERROR_SFTP_PROTOCOL && libssh2_sftp_last_error(sftp) == LIBSSH2_FX_FAILURE);
    AGAIN(m, rc, libssh2_sftp_posix_rename(sftp, "old", "new"));
    CHECK(m, rc == 0 && libssh2_sftp_last_error(sftp) == LIBSSH2_FX_OK);
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "new", &attrs));
    CHECK(m, rc == 0 && attrs.filesize == 1);
    AGAIN(m, rc, libssh2_sftp_rename_ex(sftp, "new", 3, "newer", 5, 0));
    CHECK(m, rc == 0);
    return unlink_file(m, sftp, "newer") && end(m, sftp);
}

static bool links_and_paths(struct meeting *m)
{
    static const char target[] = "hello.txt";
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    char text[NAME_MAX_BYTES];
    int rc;

    CHECK(m, sftp != NULL);
    AGAIN(m, rc, libssh2_sftp_symlink(sftp, target, (char[]){ "link" }));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_sftp_readlink(sftp, "link", text, sizeof(text)));
    CHECK(m, rc == sizeof(target) - 1 && strcmp(text, target) == 0);
    AGAIN(m, rc, libssh2_sftp_readlink(sftp, "link", text, sizeof(target) - 1)); /* no room for NUL */
    CHECK(m, rc == LIBSSH2_ERROR_BUFFER_TOO_SMALL);
    AGAIN(m, rc, libssh2_sftp_readlink(sftp, "link", text, sizeof(target)));
    CHECK(m, rc == sizeof(target) - 1);
    AGAIN(m, rc, libssh2_sftp_lstat(sftp, "link", &attrs));
    CHECK(m, rc == 0 && LIBSSH2_SFTP_S_ISLNK(attrs.permissions));
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "link", &attrs));
    CHECK(m, rc == 0 && LIBSSH2_SFTP_S_ISREG(attrs.permissions));
    AGAIN(m, rc, libssh2_sftp_realpath(sftp, "/there/is/none", text, sizeof(text)));
    CHECK(m, rc == LIBSSH2_ERROR_SFTP_PROTOCOL);
    CHECK(m, libssh2_sftp_last_error(sftp) == LIBSSH2_FX_NO_SUCH_FILE);
    AGAIN(m, rc, libssh2_sftp_realpath(sftp, "/usr/../etc/./", text, 4));
    CHECK(m, rc == LIBSSH2_ERROR_BUFFER_TOO_SMALL);
    AGAIN(m, rc, libssh2_sftp_realpath(sftp, "/usr/../etc/./", text, sizeof(text)));
    CHECK(m, rc == 4 && strcmp(text, "/etc") == 0);
    return unlink_file(m, sftp, "link") && end(m, sftp);
}

static bool refusals(struct meeting *m)
{
    static char long_path[40000];
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_HANDLE *file;
    int rc;

    CHECK(m, sftp != NULL);
    CHECK(m, open_path(m, sftp, "there/is/none", LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE) == NULL);
    CHECK(m, libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_SFTP_PROTOCOL);
    CHECK(m, libssh2_sftp_last_error(sftp) == LIBSSH2_FX_NO_SUCH_FILE);
    CHECK(m, open_path(m, sftp, "/etc/shadow", LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE) == NULL);
    CHECK(m, libssh2_sftp_last_error(sftp) == LIBSSH2_FX_PERMISSION_DENIED);
    CHECK(m, open_path(m, sftp, "hello.txt", 0, LIBSSH2_SFTP_OPENDIR) == NULL);
    AGAIN_POINTER(m, file,
                  libssh2_sftp_open_ex(sftp, long_path, sizeof(long_path), LIBSSH2_FXF_READ, 0,
                                       LIBSSH2_SFTP_OPENFILE));
    CHECK(m, file == NULL && libssh2_session_last_errno(m->session) == LIBSSH2_ERROR_PROTO);
    AGAIN(m, rc, libssh2_sftp_unlink_ex(sftp, long_path, sizeof(long_path)));
    CHECK(m, rc == LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    AGAIN(m, rc, libssh2_sftp_rmdir(sftp, "documents")); /* which is not empty */
    CHECK(m, rc == LIBSSH2_ERROR_SFTP_PROTOCOL && libssh2_sftp_last_error(sftp) == LIBSSH2_FX_FAILURE);
    AGAIN(m, rc, libssh2_sftp_mkdir(sftp, "documents", 0700));
    CHECK(m, rc == LIBSSH2_ERROR_SFTP_PROTOCOL && libssh2_sftp_last_error(sftp) == LIBSSH2_FX_FAILURE);
    return end(m, sftp);
}

/* ------------------------------------------------------------------------------ directories */

/* Counts the entries; the first name is asked for with too small a buffer, too. */
static int count_entries(struct meeting *m, LIBSSH2_SFTP_HANDLE *directory, bool *ok)
{
    char name[NAME_MAX_BYTES], line[2 * NAME_MAX_BYTES];
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    int count = 0, n;

    AGAIN(m, n, libssh2_sftp_readdir_ex(directory, name, 1, NULL, 0, NULL));
    *ok = n == LIBSSH2_ERROR_BUFFER_TOO_SMALL;
    do {
        AGAIN(m, n, libssh2_sftp_readdir_ex(directory, name, sizeof(name), line, sizeof(line), &attrs));
        count += n > 0;
        *ok &= n <= 0 || (strlen(name) == (size_t)n && strstr(line, name) != NULL &&
                          (attrs.flags & LIBSSH2_SFTP_ATTR_PERMISSIONS) != 0);
    } while (n > 0);
    *ok &= n == 0;
    AGAIN(m, n, libssh2_sftp_readdir(directory, name, sizeof(name), &attrs));
    *ok &= n == 0; /* again */
    return count;
}

static bool large_directory(struct meeting *m)
{
    LIBSSH2_CHANNEL *maker = start_command(m, "mkdir many && cd many && seq 1000001 1003000 | xargs touch");
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_HANDLE *directory;
    char text[64];
    bool ok = false;

    CHECK(m, maker != NULL && sftp != NULL);
    CHECK(m, read_all(m, maker, 0, text, sizeof(text)) == 0 && end_channel(m, maker) == 0);
    directory = open_path(m, sftp, "many", 0, LIBSSH2_SFTP_OPENDIR);
    CHECK(m, directory != NULL);
    CHECK(m, count_entries(m, directory, &ok) == (int)ENTRY_COUNT + 2 && ok);
    maker = start_command(m, "rm -r many");
    CHECK(m, maker != NULL && read_all(m, maker, 0, text, sizeof(text)) == 0);
    CHECK(m, end_channel(m, maker) == 0);
    return close_file(m, directory) && end(m, sftp);
}

static bool making_directories(struct meeting *m)
{
    LIBSSH2_SFTP *sftp = begin(m);
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    int rc;

    CHECK(m, sftp != NULL);
    AGAIN(m, rc, libssh2_sftp_mkdir(sftp, "made", 0710));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_sftp_stat(sftp, "made", &attrs));
    CHECK(m, rc == 0 && LIBSSH2_SFTP_S_ISDIR(attrs.permissions) && (attrs.permissions & 0777) == 0710);
    AGAIN(m, rc, libssh2_sftp_mkdir(sftp, "made/inside", LIBSSH2_SFTP_DEFAULT_MODE));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_sftp_rmdir(sftp, "made/inside"));
    CHECK(m, rc == 0);
    AGAIN(m, rc, libssh2_sftp_rmdir(sftp, "made"));
    CHECK(m, rc == 0);
    return end(m, sftp);
}

int main(int argc, char **argv)
{
    static const struct meeting_case cases[] = {
        { .name = "reading and writing", .run = reading_and_writing },
        { .name = "files at the same time", .run = files_at_the_same_time },
        { .name = "offsets beyond 4 GiB", .run = beyond_4_gib },
        { .name = "attributes", .run = attributes },
        { .name = "file systems", .run = file_systems },
        { .name = "renaming", .run = renaming },
        { .name = "links and paths", .run = links_and_paths },
        { .name = "refusals", .run = refusals },
        { .name = "large directory", .run = large_directory },
        { .name = "making directories", .run = making_directories },
    };

    signal(SIGPIPE, SIG_IGN);
    fill_pattern();
    return run_cases(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
