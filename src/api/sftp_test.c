/* The chapters of sftp.c, sftp_file.c and sftp_path.c, against the peer: what each function comes to, and
 * that it may wait at any byte. */
#include "include/libssh2_sftp.h"
#include "src/crypto/testing.h"
#include "src/oracle/pattern.h"
#include "src/oracle/play.h"

#define FILE_BYTES 5000u
#define LARGE_BYTES 200000u

#define ALL_RIGHTS (LIBSSH2_FXF_READ | LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC)

static LIBSSH2_SFTP *begin(struct ssh2_play *play)
{
    LIBSSH2_SFTP *sftp;

    SSH2_CALL_POINTER(play, sftp, libssh2_sftp_init(play->session));
    assert_non_null(sftp);
    return sftp;
}

static LIBSSH2_SFTP_HANDLE *open_file(struct ssh2_play *play, LIBSSH2_SFTP *sftp, const char *path,
                                      unsigned long flags)
{
    LIBSSH2_SFTP_HANDLE *file;

    SSH2_CALL_POINTER(play, file, libssh2_sftp_open(sftp, path, flags, 0640));
    assert_non_null(file);
    return file;
}

static void close_handle(struct ssh2_play *play, LIBSSH2_SFTP_HANDLE *handle)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_sftp_close_handle(handle));
    assert_int_equal(rc, 0);
}

static void end(struct ssh2_play *play, LIBSSH2_SFTP *sftp)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_sftp_shutdown(sftp));
    assert_int_equal(rc, 0);
}

static void write_pattern(struct ssh2_play *play, LIBSSH2_SFTP_HANDLE *file, size_t len)
{
    static uint8_t data[LARGE_BYTES];
    size_t done = 0;

    ssh2_peer_pattern(0, data, len);
    while (done < len) {
        ssize_t n;

        SSH2_MOVE(play, n, libssh2_sftp_write(file, (const char *)data + done, len - done));
        assert_in_range(n, 1, len - done);
        done += (size_t)n;
        assert_int_equal(libssh2_sftp_tell64(file), done);
    }
}

/* Reads from offset to the end of a file of len bytes. */
static void expect_pattern(struct ssh2_play *play, LIBSSH2_SFTP_HANDLE *file, size_t offset, size_t len)
{
    static uint8_t data[LARGE_BYTES], pattern[LARGE_BYTES];
    size_t done = 0;
    ssize_t n = 1;

    while (n > 0) {
        SSH2_MOVE(play, n, libssh2_sftp_read(file, (char *)data + done, sizeof(data) - done));
        done += n > 0 ? (size_t)n : 0;
    }
    assert_int_equal(n, 0);
    assert_int_equal(done, len - offset);
    ssh2_peer_pattern(offset, pattern, done);
    assert_memory_equal(data, pattern, done);
}

static void use_a_file(struct ssh2_play *play)
{
    LIBSSH2_SFTP *sftp = begin(play);
    LIBSSH2_SFTP_HANDLE *file = open_file(play, sftp, "file", ALL_RIGHTS);
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    LIBSSH2_SFTP_STATVFS st;
    char byte;
    ssize_t n;
    int rc;

    assert_non_null(libssh2_sftp_get_channel(sftp));
    write_pattern(play, file, FILE_BYTES);
    SSH2_CALL(play, rc, libssh2_sftp_fsync(file));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_sftp_fstat(file, &attrs));
    assert_int_equal(rc, 0);
    assert_int_equal(attrs.filesize, FILE_BYTES);
    attrs.flags = LIBSSH2_SFTP_ATTR_PERMISSIONS;
    attrs.permissions = 0444;
    SSH2_CALL(play, rc, libssh2_sftp_fsetstat(file, &attrs));
    assert_int_equal(rc, 0);
    assert_int_equal(attrs.permissions, 0444);
    SSH2_CALL(play, rc, libssh2_sftp_fstatvfs(file, &st));
    assert_int_equal(rc, 0);
    assert_int_equal(st.f_bavail, 800);
    assert_int_equal(st.f_flag, LIBSSH2_SFTP_ST_NOSUID); /* K: only what has a name here */
    libssh2_sftp_rewind(file);
    assert_int_equal(libssh2_sftp_tell64(file), 0);
    expect_pattern(play, file, 0, FILE_BYTES);
    SSH2_CALL(play, n, libssh2_sftp_read(file, &byte, 1)); /* the end, again and again */
    assert_int_equal(n, 0);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_OK);
    libssh2_sftp_seek64(file, 4321);
    SSH2_CALL(play, n, libssh2_sftp_read(file, &byte, 0)); /* nothing is nothing, not an error */
    assert_int_equal(n, 0);
    expect_pattern(play, file, 4321, FILE_BYTES);
    libssh2_sftp_seek(file, 17);
    assert_int_equal(libssh2_sftp_tell(file), 17);
    close_handle(play, file);
    end(play, sftp);
}

static void every_function_of_a_file_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_sftp_init", "libssh2_sftp_open", "libssh2_sftp_write",
                                         "libssh2_sftp_read", "libssh2_sftp_fsync", "libssh2_sftp_fstat",
                                         "libssh2_sftp_fsetstat", "libssh2_sftp_fstatvfs",
                                         "libssh2_sftp_close_handle", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = use_a_file, .waits = waits });
}

static void make_files(struct ssh2_play *play, LIBSSH2_SFTP *sftp)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_sftp_mkdir(sftp, "dir", 0750));
    assert_int_equal(rc, 0);
    close_handle(play, open_file(play, sftp, "dir/a", ALL_RIGHTS));
    close_handle(play, open_file(play, sftp, "dir/b", ALL_RIGHTS));
}

static void use_paths(struct ssh2_play *play)
{
    LIBSSH2_SFTP *sftp = begin(play);
    LIBSSH2_SFTP_ATTRIBUTES attrs, before;
    LIBSSH2_SFTP_STATVFS st;
    char text[64];
    int rc;

    make_files(play, sftp);
    SSH2_CALL(play, rc, libssh2_sftp_stat(sftp, "dir", &attrs));
    assert_int_equal(rc, 0);
    assert_true(LIBSSH2_SFTP_S_ISDIR(attrs.permissions));
    assert_int_equal(attrs.permissions & 0777, 0750);
    attrs = (LIBSSH2_SFTP_ATTRIBUTES){ .flags = LIBSSH2_SFTP_ATTR_SIZE, .filesize = 77 };
    before = attrs;
    SSH2_CALL(play, rc, libssh2_sftp_setstat(sftp, "dir/a", &attrs));
    assert_int_equal(rc, 0);
    assert_memory_equal(&attrs, &before, sizeof(attrs)); /* F: the caller's struct is not wiped */
    SSH2_CALL(play, rc, libssh2_sftp_lstat(sftp, "dir/a", &attrs));
    assert_int_equal(attrs.filesize, 77);
    SSH2_CALL(play, rc, libssh2_sftp_statvfs(sftp, "dir", 3, &st));
    assert_int_equal(rc, 0);
    assert_int_equal(st.f_blocks, 1000);
    assert_int_equal(st.f_flag, LIBSSH2_SFTP_ST_NOSUID);
    SSH2_CALL(play, rc, libssh2_sftp_rename(sftp, "dir/a", "dir/b")); /* which is there */
    assert_int_equal(rc, LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_FAILURE);
    SSH2_CALL(play, rc, libssh2_sftp_posix_rename(sftp, "dir/a", "dir/b"));
    assert_int_equal(rc, 0);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_OK);
    SSH2_CALL(play, rc, libssh2_sftp_rename(sftp, "dir/b", "dir/c"));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_sftp_symlink(sftp, "dir/c", (char[]){ "my-link" }));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_sftp_readlink(sftp, "my-link", text, 5)); /* no room for the NUL */
    assert_int_equal(rc, LIBSSH2_ERROR_BUFFER_TOO_SMALL);
    SSH2_CALL(play, rc, libssh2_sftp_readlink(sftp, "my-link", text, 6));
    assert_int_equal(rc, 5);
    assert_string_equal(text, "dir/c");
    SSH2_CALL(play, rc, libssh2_sftp_realpath(sftp, "dir/.", text, sizeof(text)));
    assert_true(rc > 0 && (size_t)rc == strlen(text));
    SSH2_CALL(play, rc, libssh2_sftp_unlink(sftp, "my-link"));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_sftp_rmdir(sftp, "dir")); /* which is not empty */
    assert_int_equal(rc, LIBSSH2_ERROR_SFTP_PROTOCOL);
    SSH2_CALL(play, rc, libssh2_sftp_unlink(sftp, "dir/c"));
    SSH2_CALL(play, rc, libssh2_sftp_rmdir(sftp, "dir"));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_sftp_stat(sftp, "dir", &attrs));
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_NO_SUCH_FILE);
    end(play, sftp);
}

static void every_function_of_a_path_may_wait(void **state)
{
    static const char *const waits[] = {
        "libssh2_sftp_mkdir",  "libssh2_sftp_stat",     "libssh2_sftp_setstat", "libssh2_sftp_lstat",
        "libssh2_sftp_statvfs", "libssh2_sftp_rename",  "libssh2_sftp_posix_rename",
        "libssh2_sftp_symlink", "libssh2_sftp_readlink", "libssh2_sftp_realpath",
        "libssh2_sftp_unlink", "libssh2_sftp_rmdir",    NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = use_paths, .waits = waits });
}

static void list(struct ssh2_play *play)
{
    LIBSSH2_SFTP *sftp = begin(play);
    LIBSSH2_SFTP_HANDLE *dir;
    LIBSSH2_SFTP_ATTRIBUTES attrs;
    char name[16], line[256];
    int n;

    make_files(play, sftp);
    SSH2_CALL_POINTER(play, dir, libssh2_sftp_opendir(sftp, "dir"));
    assert_non_null(dir);
    for (;;) {
        SSH2_CALL(play, n, libssh2_sftp_readdir_ex(dir, name, 0, NULL, 0, NULL));
        if (n == 0)
            break;
        assert_int_equal(n, LIBSSH2_ERROR_BUFFER_TOO_SMALL); /* K: and the entry stays */
        SSH2_CALL(play, n, libssh2_sftp_readdir_ex(dir, name, sizeof(name), line, 2, &attrs));
        assert_int_equal(n, LIBSSH2_ERROR_BUFFER_TOO_SMALL); /* so does it for a long name */
        SSH2_CALL(play, n, libssh2_sftp_readdir_ex(dir, name, sizeof(name), line, sizeof(line), &attrs));
        assert_int_equal(n, strlen(name));
        assert_non_null(strstr(line, name));
        assert_true((attrs.flags & LIBSSH2_SFTP_ATTR_PERMISSIONS) != 0);
        ssh2_scenario_note(&play->log, "%s\n", name);
    }
    SSH2_CALL(play, n, libssh2_sftp_readdir(dir, name, sizeof(name), &attrs));
    assert_int_equal(n, 0); /* again */
    SSH2_CALL(play, n, libssh2_sftp_closedir(dir));
    SSH2_CALL_POINTER(play, dir, libssh2_sftp_opendir(sftp, "dir"));
    line[0] = 'x';
    SSH2_CALL(play, n, libssh2_sftp_readdir_ex(dir, name, sizeof(name), line, 1, NULL));
    assert_int_equal(n, strlen(name)); /* no long name fits 1 byte: none is wanted */
    assert_int_equal(line[0], 'x');
    SSH2_CALL(play, n, libssh2_sftp_closedir(dir));
    assert_int_equal(n, 0);
    end(play, sftp);
}

static void listing_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_sftp_opendir", "libssh2_sftp_readdir_ex", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = list, .waits = waits });
}

static void be_refused(struct ssh2_play *play)
{
    LIBSSH2_SFTP *sftp = begin(play);
    LIBSSH2_SFTP_HANDLE *file;
    LIBSSH2_SFTP_STATVFS st;
    int rc;

    SSH2_CALL_POINTER(play, file, libssh2_sftp_open(sftp, "none", LIBSSH2_FXF_READ, 0));
    assert_null(file);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_NO_SUCH_FILE);
    SSH2_CALL_POINTER(play, file,
                      libssh2_sftp_open_ex_r(sftp, "new", 3, ALL_RIGHTS, 0600, LIBSSH2_SFTP_OPENFILE, NULL));
    assert_non_null(file);
    SSH2_CALL(play, rc, libssh2_sftp_posix_rename(sftp, "new", "newer"));
    assert_int_equal(rc, LIBSSH2_ERROR_SFTP_PROTOCOL); /* nothing was sent */
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_OP_UNSUPPORTED);
    SSH2_CALL(play, rc, libssh2_sftp_fsync(file));
    assert_int_equal(rc, LIBSSH2_ERROR_SFTP_PROTOCOL);
    assert_int_equal(libssh2_sftp_last_error(sftp), LIBSSH2_FX_OP_UNSUPPORTED);
    SSH2_CALL(play, rc, libssh2_sftp_fstatvfs(file, &st));
    assert_int_equal(rc, LIBSSH2_ERROR_SFTP_PROTOCOL);
    close_handle(play, file);
    end(play, sftp);
}

static void a_server_without_extensions_says_so(void **state)
{
    (void)state;
    ssh2_play(&(struct ssh2_script){ .settings = { .sftp = { .has_no_extensions = true } },
                                     .is_logged_in = true,
                                     .run = be_refused });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_of_a_file_may_wait),
        cmocka_unit_test(every_function_of_a_path_may_wait),
        cmocka_unit_test(listing_may_wait),
        cmocka_unit_test(a_server_without_extensions_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
