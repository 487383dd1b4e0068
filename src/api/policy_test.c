/* What the library does by itself, which is little: it says nothing of a login until it is told to,
 * offers the same to every host, draws its own random bytes in every process, and takes no name
 * that could mislead somebody. Threats G13, H1, K30, L9. */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */

#include <openssl/rand.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/api/session.h"
#include "src/crypto/testing.h"
#include "src/oracle/scenario.h"

static const struct ssh2_peer_settings honest;

/* The host key */

/* Threats H1, H2: whether a host is the right one only the program can know, and it has its time to
 * find out: the handshake ends with a key that has signed it, and not a byte of a login goes before
 * the program says so. */
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

/* Threat K30: the order in which host keys are offered tells nobody whether the host is known,
 * unless the program sets it: hosts and sessions have nothing to do with each other. */
static void known_hosts_do_not_change_what_is_offered(void **state)
{
    static const char line[] =
        "host ssh-rsa "
        "AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp/TR+fQi62"
        "F79RHWmwKOtFmwteURgLbj7D/WGuNLGOfa/2vse3G2eHnHl5CB8ruRX9fBl/"
        "KgwCVr2JaEuUm66bBQeP5XeBotdR4cv"
        "X38uPYivCDdPjJ1QWPdspTBKcxeFbccDw==\n";
    LIBSSH2_SESSION *session = libssh2_session_init();
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(session);

    (void)state;
    assert_offers_by_default(session);
    assert_int_equal(
        libssh2_knownhost_readline(hosts, line, sizeof(line) - 1, LIBSSH2_KNOWNHOST_FILE_OPENSSH),
        0);
    assert_offers_by_default(session);
    assert_int_equal(libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519"),
                     0);
    assert_true(
        ssh2_bytes_equal(ssh2_transport_preference(session->core.transport, LIBSSH2_METHOD_HOSTKEY),
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

/* Threat L9: a program that forks goes on with the connection in one process, and it is not known
 * in which. The padding in stock stays with the parent; the child draws its own. */
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
    assert_int_equal(
        libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "none", NULL, name, len, "u", 1),
        LIBSSH2_ERROR_INVAL);
    assert_int_equal(
        libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "none", NULL, "h", 1, name, len),
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

/* Threat G13, the other half: no shell sees a name, so what is one to a shell goes out as it is,
 * once. That the library has no way to start a program at all is seen by //src/api:imports_test. */
static void names_that_mean_something_to_a_shell_are_names(void **state)
{
    static const char *const names[] = { "$(id)", "`id`",       "a;b",
                                         "it's",  "\"q\"",      "-oProxyCommand=id",
                                         "a b",   "caf\xc3\xa9" };
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
        cmocka_unit_test(the_host_key_is_there_before_anything_of_a_login),
        cmocka_unit_test(known_hosts_do_not_change_what_is_offered),
        cmocka_unit_test(a_child_does_not_use_its_parents_random_bytes),
        cmocka_unit_test(names_with_control_characters_are_refused),
        cmocka_unit_test(names_that_mean_something_to_a_shell_are_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
