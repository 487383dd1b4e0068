/* Threats G14, H23, S15, S16: the library opens no file that the program did not name. */
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "src/api/session.h"
#include "src/crypto/testing.h"
#include "src/oracle/scenario.h"

#define PATH_BYTES 256u
#define OPENED_MAX_COUNT 64u

static const struct ssh2_peer_settings honest;

/* Files. What is linked with this program opens them by the functions below. */

static char opened[OPENED_MAX_COUNT][PATH_BYTES];
static size_t opened_count;
static bool is_watching;

static void note_opened(const char *path)
{
    if (!is_watching)
        return;
    assert_true(opened_count < OPENED_MAX_COUNT);
    (void)snprintf(opened[opened_count++], PATH_BYTES, "%s", path);
}

static int open_and_note(int at, const char *path, int flags, va_list arguments)
{
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;

    note_opened(path);
    return (int)syscall(SYS_openat, at, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);

    int fd = open_and_note(AT_FDCWD, path, flags, arguments);

    va_end(arguments);
    return fd;
}

int open64(const char *path, int flags, ...);
int open64(const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);

    int fd = open_and_note(AT_FDCWD, path, flags, arguments);

    va_end(arguments);
    return fd;
}

int openat(int at, const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);

    int fd = open_and_note(at, path, flags, arguments);

    va_end(arguments);
    return fd;
}

int openat64(int at, const char *path, int flags, ...);
int openat64(int at, const char *path, int flags, ...)
{
    va_list arguments;

    va_start(arguments, flags);

    int fd = open_and_note(at, path, flags, arguments);

    va_end(arguments);
    return fd;
}

static FILE *open_stream(const char *path, const char *mode)
{
    int flags = mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC;
    int fd = open(path, flags | O_CLOEXEC, 0600);

    return fd < 0 ? NULL : fdopen(fd, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return open_stream(path, mode);
}

FILE *fopen64(const char *path, const char *mode);
FILE *fopen64(const char *path, const char *mode)
{
    return open_stream(path, mode);
}

/* A home with all that other programs look for in one. */
static void make_home(char *home)
{
    static const char *const names[] = { "known_hosts", "config", "id_ed25519", "id_rsa",
                                         "environment" };
    char path[PATH_BYTES];

    assert_non_null(mkdtemp(home));
    (void)snprintf(path, sizeof(path), "%s/.ssh", home);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)snprintf(path, sizeof(path), "%s/.ssh/%s", home, names[i]);

        FILE *file = fopen(path, "w");

        assert_non_null(file);
        fputs(
            "* ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
            file);
        fclose(file);
    }
    assert_int_equal(setenv("HOME", home, 1), 0);
    assert_int_equal(unsetenv("SSH_AUTH_SOCK"), 0);
}

static void remove_home(const char *home)
{
    char command[PATH_BYTES];

    (void)snprintf(command, sizeof(command), "rm -r -- '%s'", home);
    assert_int_equal(system(command), 0);
}

/* Keeps the server's key in the program's own file, and looks it up there. */
static void check_host_key(LIBSSH2_SESSION *session, const char *file)
{
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(session);
    int how =
        LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW | LIBSSH2_KNOWNHOST_KEY_ED25519;
    size_t len = 0;
    int type = 0;
    const char *key = libssh2_session_hostkey(session, &len, &type);

    assert_int_equal(libssh2_knownhost_checkp(hosts, "host", 22, key, len, how, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_NOTFOUND);
    assert_int_equal(libssh2_knownhost_addc(hosts, "host", NULL, key, len, NULL, 0, how, NULL), 0);
    assert_int_equal(libssh2_knownhost_writefile(hosts, file, LIBSSH2_KNOWNHOST_FILE_OPENSSH), 0);
    assert_int_equal(libssh2_knownhost_readfile(hosts, file, LIBSSH2_KNOWNHOST_FILE_OPENSSH), 1);
    assert_int_equal(libssh2_knownhost_checkp(hosts, "host", 22, key, len, how, NULL),
                     LIBSSH2_KNOWNHOST_CHECK_MATCH);
    libssh2_knownhost_free(hosts);
}

/* The program's file, what the wire of these tests is made of, and what the system's OpenSSL is set
 * up by.
 */
static bool was_named(const char *path, const char *file)
{
    const char *setup = OpenSSL_version(OPENSSL_DIR); /* OPENSSLDIR: "..." */
    const char *end, *begin = strchr(setup, '"');

    if (strncmp(path, file, strlen(file)) == 0 || strcmp(path, "/dev/null") == 0)
        return true;
    if (begin == NULL || (end = strrchr(setup, '"')) == begin)
        return false;
    return strncmp(path, begin + 1, (size_t)(end - begin) - 1) == 0;
}

/* Threats G14, H23, S15, S16: through a whole session, with files coming and going by SFTP and SCP
 * under whatever names a server has for them. The library has no function that makes a local file
 * by a name of the server's: what it takes from it goes into the program's memory. */
static void no_file_is_opened_that_the_program_did_not_name(void **state)
{
    char home[] = "policy_test.XXXXXX", file[PATH_BYTES];
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    size_t own_count = 0;

    (void)state;
    make_home(home);
    (void)snprintf(file, sizeof(file), "%s/mine", home);
    is_watching = true;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_run(&pair, &log), 0);
    check_host_key(pair.session, file);
    ssh2_wire_pair_close(&pair);
    is_watching = false;
    for (size_t i = 0; i < opened_count; i++) {
        if (!was_named(opened[i], file))
            fail_msg("%s was opened", opened[i]);
        own_count += strcmp(opened[i], file) == 0;
    }
    assert_int_equal(own_count, 1); /* the test sees what is opened */
    remove_home(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_is_opened_that_the_program_did_not_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
