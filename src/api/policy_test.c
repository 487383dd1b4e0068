/* What the library does by itself, which is little: it opens no file that the program did not name, says
 * nothing of a login until it is told to, offers the same to every host, and takes no name that could
 * mislead somebody. Threats G13, G14, H1, H2, H23, K30, L9, S15, S16. */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/libssh2_sftp.h"
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

#define OPEN_AND_NOTE(at, path, flags)                                          \
    va_list arguments;                                                          \
    mode_t mode;                                                                \
                                                                                \
    va_start(arguments, flags);                                                 \
    mode = ((flags) & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;             \
    va_end(arguments);                                                          \
    note_opened(path);                                                          \
    return (int)syscall(SYS_openat, at, path, flags, mode)

int open(const char *path, int flags, ...)
{
    OPEN_AND_NOTE(AT_FDCWD, path, flags);
}

int open64(const char *path, int flags, ...);
int open64(const char *path, int flags, ...)
{
    OPEN_AND_NOTE(AT_FDCWD, path, flags);
}

int openat(int at, const char *path, int flags, ...)
{
    OPEN_AND_NOTE(at, path, flags);
}

int openat64(int at, const char *path, int flags, ...);
int openat64(int at, const char *path, int flags, ...)
{
    OPEN_AND_NOTE(at, path, flags);
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
        fputs("* ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
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
    int how = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW |
              LIBSSH2_KNOWNHOST_KEY_ED25519;
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

/* The program's file, what the wire of these tests is made of, and what the system's OpenSSL is set up by.
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

/* Threats G14, H23, S15, S16: through a whole session, with files coming and going by SFTP and SCP under
 * whatever names a server has for them. The library has no function that makes a local file by a name of
 * the server's: what it takes from it goes into the program's memory. */
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

/* The host key */

/* Threats H1, H2: whether a host is the right one only the program can know, and it has its time to find
 * out: the handshake ends with a key that has signed it, and not a byte of a login goes before the program
 * says so. */
static void the_host_key_is_there_before_anything_of_a_login(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    size_t len = 0;
    int type = 0;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_null(libssh2_session_hostkey(pair.session, &len, &type));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_non_null(libssh2_session_hostkey(pair.session, &len, &type));
    assert_int_equal(type, LIBSSH2_HOSTKEY_TYPE_ED25519);
    for (int i = 0; i < 10; i++)
        ssh2_wire_pair_run_peer(&pair);
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], 0);
    assert_false(libssh2_userauth_authenticated(pair.session));
    assert_null(libssh2_channel_open_session(pair.session));
    ssh2_wire_pair_close(&pair);
}

static void assert_offers_by_default(LIBSSH2_SESSION *session)
{
    struct ssh2_bytes list =
        ssh2_transport_preference(session->core.transport, LIBSSH2_METHOD_HOSTKEY);

    assert_true(ssh2_bytes_equal(
        list, ssh2_text("ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
                        "rsa-sha2-512,rsa-sha2-256")));
}

/* Threat K30: the order in which host keys are offered tells nobody whether the host is known, unless the
 * program sets it: hosts and sessions have nothing to do with each other. */
static void known_hosts_do_not_change_what_is_offered(void **state)
{
    static const char line[] =
        "host ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp/TR+fQi62"
        "F79RHWmwKOtFmwteURgLbj7D/WGuNLGOfa/2vse3G2eHnHl5CB8ruRX9fBl/KgwCVr2JaEuUm66bBQeP5XeBotdR4cv"
        "X38uPYivCDdPjJ1QWPdspTBKcxeFbccDw==\n";
    LIBSSH2_SESSION *session = libssh2_session_init();
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(session);

    (void)state;
    assert_offers_by_default(session);
    assert_int_equal(libssh2_knownhost_readline(hosts, line, sizeof(line) - 1,
                                                LIBSSH2_KNOWNHOST_FILE_OPENSSH),
                     0);
    assert_offers_by_default(session);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519"), 0);
    assert_true(ssh2_bytes_equal(
        ssh2_transport_preference(session->core.transport, LIBSSH2_METHOD_HOSTKEY),
        ssh2_text("ssh-ed25519")));
    libssh2_knownhost_free(hosts);
    libssh2_session_free(session);
}

/* Random bytes */

static size_t draws;

static int count_draw(unsigned char *out, int len)
{
    draws++;
    memset(out, 'r', (size_t)len);
    return 1;
}

static int is_ready(void)
{
    return 1;
}

/* Threat L9: a program that forks goes on with the connection in one process, and it is not known in which.
 * The padding in stock stays with the parent; the child draws its own. */
static void a_child_does_not_use_its_parents_random_bytes(void **state)
{
    static const RAND_METHOD counting = { .bytes = count_draw, .status = is_ready };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    int status = -1;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    libssh2_session_set_blocking(pair.session, 0);
    assert_int_equal(RAND_set_rand_method(&counting), 1);

    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        (void)libssh2_userauth_list(pair.session, "u", 1);
        _exit(draws == 1 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    (void)libssh2_userauth_list(pair.session, "u", 1);
    assert_int_equal(draws, 0);
    assert_int_equal(RAND_set_rand_method(NULL), 1);
    ssh2_wire_pair_close(&pair);
}

/* Names */

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(answer_nothing)
{
    (void)name;
    (void)name_len;
    (void)instruction;
    (void)instruction_len;
    (void)num_prompts;
    (void)prompts;
    (void)responses;
    (void)abstract;
}

static void assert_refused(LIBSSH2_SESSION *s, const char *name, unsigned len)
{
    char *message = NULL;

    assert_null(libssh2_userauth_list(s, name, len));
    assert_int_equal(libssh2_session_last_error(s, &message, NULL, 0), LIBSSH2_ERROR_INVAL);
    assert_non_null(strstr(message, "control character"));
    assert_int_equal(libssh2_userauth_password_ex(s, name, len, "p", 1, NULL), LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_userauth_keyboard_interactive_ex(s, name, len, answer_nothing),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_userauth_publickey_fromfile_ex(s, name, len, NULL, "none", NULL),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_userauth_publickey_frommemory(s, name, len, NULL, 0, "k", 1, NULL),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "none", NULL, name, len,
                                                            "u", 1),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "none", NULL, "h", 1,
                                                            name, len),
                     LIBSSH2_ERROR_INVAL);
}

/* Threat G13. */
static void names_with_control_characters_are_refused(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    for (int c = 0; c < 256; c++) {
        char name[] = { 'u', (char)c, 'v', '\0' };

        if (c < ' ' || c == 0x7f)
            assert_refused(pair.session, name, 3);
    }
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    assert_null(libssh2_channel_direct_tcpip(pair.session, "ho\nst", 22));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_INVAL);
    assert_null(libssh2_channel_direct_tcpip_ex(pair.session, "host", 22, "\033[2J", 22));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_INVAL);
    assert_null(libssh2_channel_forward_listen_ex(pair.session, "a\rb", 0, NULL, 1));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_INVAL);
    ssh2_wire_pair_close(&pair);
}

/* Threat G13, the other half: no shell sees a name, so what is one to a shell goes out as it is, once. That
 * the library has no way to start a program at all is seen by //src/api:imports_test. */
static void names_that_mean_something_to_a_shell_are_names(void **state)
{
    static const char *const names[] = { "$(id)", "`id`", "a;b", "it's", "\"q\"", "-oProxyCommand=id",
                                         "a b", "caf\xc3\xa9" };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_int_equal(libssh2_userauth_password(pair.session, names[i], "p"),
                         LIBSSH2_ERROR_AUTHENTICATION_FAILED);
        assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], i + 1);
    }
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_is_opened_that_the_program_did_not_name),
        cmocka_unit_test(the_host_key_is_there_before_anything_of_a_login),
        cmocka_unit_test(known_hosts_do_not_change_what_is_offered),
        cmocka_unit_test(a_child_does_not_use_its_parents_random_bytes),
        cmocka_unit_test(names_with_control_characters_are_refused),
        cmocka_unit_test(names_that_mean_something_to_a_shell_are_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
