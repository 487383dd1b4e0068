/* The exported functions around src/knownhost, whose own tests say what is read and matched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "include/libssh2.h"

#define KEY "AAAAC3NzaC1lZDI1NTE5AAAAIKzJXgtuRvAnTgU9FtV5AAWj5jhQZ2S+6X4J1W784mpN"
#define LINE "example.com ssh-ed25519 " KEY " a comment\n"
#define TYPEMASK                                                                                  \
    (LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 |                             \
     LIBSSH2_KNOWNHOST_KEY_ED25519)
#define OPENSSH LIBSSH2_KNOWNHOST_FILE_OPENSSH

struct fixture {
    LIBSSH2_SESSION *session;
    LIBSSH2_KNOWNHOSTS *hosts;
    char path[512]; /* of a file that does not exist yet */
};

static int set_up(void **state)
{
    static struct fixture f;
    const char *folder = getenv("TEST_TMPDIR");

    f.session = libssh2_session_init();
    f.hosts = libssh2_knownhost_init(f.session);
    snprintf(f.path, sizeof(f.path), "%s/known_hosts.%d", folder != NULL ? folder : "/tmp",
             (int)getpid());
    *state = &f;
    return f.hosts == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    libssh2_knownhost_free(f->hosts);
    libssh2_session_free(f->session);
    unlink(f->path);
    return 0;
}

static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    fclose(file);
}

static void assert_file(const char *path, const char *expected)
{
    char text[1024] = "";
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    assert_true(fread(text, 1, sizeof(text) - 1, file) < sizeof(text) - 1);
    fclose(file);
    assert_string_equal(text, expected);
}

static int last_error(struct fixture *f)
{
    return libssh2_session_last_errno(f->session);
}

static void a_host_that_was_added_is_found_and_written(void **state)
{
    struct fixture *f = *state;
    struct libssh2_knownhost *store = NULL;
    char line[256];
    size_t len = 0;

    assert_int_equal(libssh2_knownhost_addc(f->hosts, "example.com", NULL, KEY, strlen(KEY),
                                            "a comment, and more", 9, TYPEMASK, &store), 0);
    assert_string_equal(store->name, "example.com");
    assert_string_equal(store->key, KEY);
    assert_int_equal(libssh2_knownhost_checkp(f->hosts, "example.com", 22, KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_MATCH);
    assert_int_equal(libssh2_knownhost_check(f->hosts, "example.org", KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
    assert_int_equal(libssh2_knownhost_writeline(f->hosts, store, line, sizeof(line), &len, OPENSSH),
                     0);
    assert_string_equal(line, LINE);
    assert_int_equal(len, strlen(LINE));
    assert_int_equal(libssh2_knownhost_writeline(f->hosts, store, NULL, 0, &len, OPENSSH),
                     LIBSSH2_ERROR_BUFFER_TOO_SMALL);
    assert_int_equal(libssh2_knownhost_del(f->hosts, store), 0);
    assert_int_equal(libssh2_knownhost_get(f->hosts, &store, NULL), 1);
}

/* Threat H21: a key that is stored for one port vouches for no other. One that is stored without a port
 * does, as programs know it. */
static void a_key_is_known_for_its_port_alone(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(libssh2_knownhost_add(f->hosts, "[example.com]:2222", NULL, KEY, strlen(KEY),
                                           TYPEMASK, NULL), 0);
    assert_int_equal(libssh2_knownhost_checkp(f->hosts, "example.com", 2222, KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_MATCH);
    assert_int_equal(libssh2_knownhost_checkp(f->hosts, "example.com", 22, KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
    assert_int_equal(libssh2_knownhost_check(f->hosts, "example.com", KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
}

/* Threat H22: another type of key than the one that is known is no mismatch. */
static void a_key_of_another_type_is_not_found(void **state)
{
    struct fixture *f = *state;
    int rsa = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 |
              LIBSSH2_KNOWNHOST_KEY_SSHRSA;
    struct libssh2_knownhost *store = NULL;

    assert_int_equal(
        libssh2_knownhost_add(f->hosts, "example.com", NULL, KEY, strlen(KEY), rsa, NULL), 0);
    assert_int_equal(libssh2_knownhost_checkp(f->hosts, "example.com", 22, KEY, 0, TYPEMASK, &store),
                     LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
    assert_null(store);
}

static void files_are_written_as_a_whole_and_read_back(void **state)
{
    struct fixture *f = *state;
    struct stat st;

    assert_int_equal(libssh2_knownhost_readline(f->hosts, LINE, strlen(LINE), OPENSSH), 0);
    assert_int_equal(libssh2_knownhost_writefile(f->hosts, f->path, OPENSSH), 0);
    assert_file(f->path, LINE);
    assert_int_equal(stat(f->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(libssh2_knownhost_readfile(f->hosts, f->path, OPENSSH), 1);
    assert_int_equal(libssh2_knownhost_writefile(f->hosts, f->path, OPENSSH), 0);
    assert_file(f->path, LINE LINE);
}

/* Threat H24: an entry that cannot be written leaves the file as it was. */
static void a_failed_write_leaves_the_file_alone(void **state)
{
    struct fixture *f = *state;
    int unknown = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 |
                  LIBSSH2_KNOWNHOST_KEY_UNKNOWN;

    put_file(f->path, "precious\n");
    assert_int_equal(libssh2_knownhost_add(f->hosts, "a", NULL, KEY, strlen(KEY), unknown, NULL), 0);
    assert_int_equal(libssh2_knownhost_writefile(f->hosts, f->path, OPENSSH),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_knownhost_add(f->hosts, "a\nb", NULL, KEY, strlen(KEY), TYPEMASK, NULL),
                     LIBSSH2_ERROR_INVAL);
    assert_file(f->path, "precious\n");
}

static void files_that_cannot_be_read_say_so(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(libssh2_knownhost_readfile(f->hosts, f->path, OPENSSH), LIBSSH2_ERROR_FILE);
    assert_int_equal(last_error(f), LIBSSH2_ERROR_FILE);
    assert_int_equal(libssh2_knownhost_readfile(f->hosts, "/", OPENSSH), LIBSSH2_ERROR_FILE);
    put_file(f->path, LINE "nonsense\n" LINE);
    assert_int_equal(libssh2_knownhost_readfile(f->hosts, f->path, OPENSSH),
                     LIBSSH2_ERROR_KNOWN_HOSTS);
    assert_int_equal(libssh2_knownhost_readfile(f->hosts, f->path, 2),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_knownhost_writefile(f->hosts, "/nowhere/known_hosts", OPENSSH),
                     LIBSSH2_ERROR_FILE);
}

static void nothing_is_no_collection(void **state)
{
    struct libssh2_knownhost *store = NULL;
    char line[8];
    size_t len;

    (void)state;
    assert_null(libssh2_knownhost_init(NULL));
    libssh2_knownhost_free(NULL);
    assert_int_equal(libssh2_knownhost_add(NULL, "a", NULL, KEY, 4, TYPEMASK, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_check(NULL, "a", KEY, 4, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_FAILURE);
    assert_int_equal(libssh2_knownhost_del(NULL, NULL), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_get(NULL, &store, NULL), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_readline(NULL, "", 0, OPENSSH), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_readfile(NULL, "x", OPENSSH), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_writeline(NULL, NULL, line, 8, &len, OPENSSH),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_writefile(NULL, "x", OPENSSH), LIBSSH2_ERROR_BAD_USE);
}

static void missing_arguments_are_misuse(void **state)
{
    struct fixture *f = *state;
    size_t len;

    assert_int_equal(libssh2_knownhost_add(f->hosts, NULL, NULL, KEY, 4, TYPEMASK, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_add(f->hosts, "a", NULL, NULL, 4, TYPEMASK, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_add(f->hosts, "a", NULL, KEY, 0, TYPEMASK, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_check(f->hosts, NULL, KEY, 4, TYPEMASK, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_FAILURE);
    assert_int_equal(last_error(f), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_check(f->hosts, "a", KEY, 0, LIBSSH2_KNOWNHOST_TYPE_PLAIN,
                                             NULL),
                     LIBSSH2_KNOWNHOST_CHECK_FAILURE);
    assert_int_equal(libssh2_knownhost_get(f->hosts, NULL, NULL), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_del(f->hosts, NULL), LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_knownhost_readline(f->hosts, NULL, 0, OPENSSH), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_readline(f->hosts, LINE, strlen(LINE), 0),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_knownhost_readfile(f->hosts, NULL, OPENSSH), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_writefile(f->hosts, NULL, OPENSSH), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_knownhost_writeline(f->hosts, NULL, NULL, 0, &len, OPENSSH),
                     LIBSSH2_ERROR_BAD_USE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_host_that_was_added_is_found_and_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_is_known_for_its_port_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_of_another_type_is_not_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_are_written_as_a_whole_and_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_the_file_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_that_cannot_be_read_say_so, set_up, tear_down),
        cmocka_unit_test(nothing_is_no_collection),
        cmocka_unit_test_setup_teardown(missing_arguments_are_misuse, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
