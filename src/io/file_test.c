#include "src/io/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/libssh2-file-test.XXXXXX";

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL || chdir(folder) != 0 ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    return chdir("/") != 0 || rmdir(folder) != 0 ? -1 : 0;
}

static int put(const char *path, const char *text, struct ssh2_error *error)
{
    return ssh2_file_write(&ssh2_memory_default, error, path, ssh2_text(text));
}

static void assert_holds(const char *path, const char *text)
{
    struct ssh2_error error = { 0 };
    struct ssh2_bytes contents;

    assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, path, 100, &contents), 0);
    assert_true(ssh2_bytes_equal(contents, ssh2_text(text)));
    free((void *)(uintptr_t)contents.data);
}

static unsigned mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 0777;
}

/* Threat G10. */
static void a_new_file_is_for_its_owner_only(void **state)
{
    struct ssh2_error error = { 0 };

    (void)state;
    umask(0);
    assert_int_equal(put("new", "text", &error), 0);
    assert_holds("new", "text");
    assert_int_equal(mode_of("new"), 0600);
    unlink("new");
}

static void a_file_that_is_replaced_keeps_its_mode(void **state)
{
    struct ssh2_error error = { 0 };

    (void)state;
    assert_int_equal(put("old", "before", &error), 0);
    assert_int_equal(chmod("old", 0644), 0);
    assert_int_equal(put("old", "after", &error), 0);
    assert_holds("old", "after");
    assert_int_equal(mode_of("old"), 0644);
    unlink("old");
}

static void what_a_link_points_to_is_replaced_and_not_the_link(void **state)
{
    struct ssh2_error error = { 0 };
    struct stat st;

    (void)state;
    assert_int_equal(put("target", "before", &error), 0);
    assert_int_equal(symlink("target", "link"), 0);
    assert_int_equal(put("link", "after", &error), 0);
    assert_holds("target", "after");
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    unlink("link");
    unlink("target");
}

/* Threat G11: if any of these blocked, the test would never end. */
static void only_regular_files_are_read_and_replaced(void **state)
{
    static const char *const paths[] = { "folder", "pipe", "/dev/zero" };
    struct ssh2_error error = { 0 };
    struct ssh2_bytes contents;

    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, paths[i], 100, &contents),
                         LIBSSH2_ERROR_FILE);
        assert_int_equal(put(paths[i], "text", &error), LIBSSH2_ERROR_FILE);
        assert_non_null(strstr(error.message, paths[i]));
    }
    rmdir("folder");
    unlink("pipe");
}

static void a_file_longer_than_wanted_is_refused(void **state)
{
    struct ssh2_error error = { 0 };
    struct ssh2_bytes contents;

    (void)state;
    assert_int_equal(put("four", "four", &error), 0);
    assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, "four", 3, &contents),
                     LIBSSH2_ERROR_FILE);
    assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, "four", 4, &contents), 0);
    free((void *)(uintptr_t)contents.data);
    unlink("four");
}

static void an_empty_file_has_contents_that_are_not_null(void **state)
{
    struct ssh2_error error = { 0 };
    struct ssh2_bytes contents;

    (void)state;
    assert_int_equal(put("empty", "", &error), 0);
    assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, "empty", 100, &contents), 0);
    assert_int_equal(contents.len, 0);
    assert_non_null(contents.data);
    free((void *)(uintptr_t)contents.data);
    unlink("empty");
}

/* Threat H25. The disk is full after any number of bytes; tear_down finds what is left lying about. */
static void an_interrupted_write_leaves_the_old_file(void **state)
{
    static const char after[] = "all of the new text";
    struct ssh2_error error = { 0 };
    struct rlimit limit, before;

    (void)state;
    assert_int_equal(put("hosts", "old", &error), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (limit = before, limit.rlim_cur = 0; limit.rlim_cur < sizeof(after) - 1; limit.rlim_cur++) {
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        assert_int_equal(put("hosts", after, &error), LIBSSH2_ERROR_FILE);
        assert_holds("hosts", "old");
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_int_equal(put("hosts", after, &error), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_holds("hosts", after);
    unlink("hosts");
}

static void what_cannot_be_opened_is_named_with_the_reason(void **state)
{
    struct ssh2_error error = { 0 };
    struct ssh2_bytes contents;

    (void)state;
    assert_int_equal(ssh2_file_read(&ssh2_memory_default, &error, "missing", 100, &contents),
                     LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "missing"));
    assert_non_null(strstr(error.message, "No such file"));
    assert_int_equal(put("no/where", "text", &error), LIBSSH2_ERROR_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file_is_for_its_owner_only),
        cmocka_unit_test(a_file_that_is_replaced_keeps_its_mode),
        cmocka_unit_test(what_a_link_points_to_is_replaced_and_not_the_link),
        cmocka_unit_test(only_regular_files_are_read_and_replaced),
        cmocka_unit_test(a_file_longer_than_wanted_is_refused),
        cmocka_unit_test(an_empty_file_has_contents_that_are_not_null),
        cmocka_unit_test(an_interrupted_write_leaves_the_old_file),
        cmocka_unit_test(what_cannot_be_opened_is_named_with_the_reason),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
