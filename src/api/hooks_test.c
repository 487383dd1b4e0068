/* The chapter of callbacks.c: hooks in the place of send and recv, and for what the server says. */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/packet/transport/debug.h"
#include "src/packet/transport/disconnect.h"
#include "src/packet/transport/ignore.h"

/* Hooks in the place of send and recv */

static int flags_seen;

static LIBSSH2_SEND_FUNC(see_flags)
{
    (void)socket;
    (void)buffer;
    (void)length;
    (void)abstract;
    flags_seen = flags;
    return -EPIPE;
}

static void sigpipe_may_be_allowed(void **state)
{
    (void)state;
    for (int allow = 0; allow < 2; allow++) {
        LIBSSH2_SESSION *session = libssh2_session_init();
        int fd = open("/dev/null", O_RDWR);

        libssh2_session_callback_set2(session, LIBSSH2_CALLBACK_SEND,
                                      (libssh2_cb_generic *)see_flags);
        assert_int_equal(libssh2_session_flag(session, LIBSSH2_FLAG_SIGPIPE, allow), 0);
        assert_int_equal(libssh2_session_handshake(session, fd), LIBSSH2_ERROR_SOCKET_SEND);
        assert_int_equal(flags_seen, allow ? 0 : MSG_NOSIGNAL);
        libssh2_session_free(session);
        close(fd);
    }
}

static void setting_a_hook_gives_the_former_one(void **state)
{
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_cb_generic *hook = (libssh2_cb_generic *)see_flags, *built_in;

    (void)state;
    for (int type = LIBSSH2_CALLBACK_IGNORE; type <= LIBSSH2_CALLBACK_AUTHAGENT_SIGN; type++) {
        built_in = libssh2_session_callback_set2(session, type, hook);
        assert_int_equal(built_in != NULL,
                         type == LIBSSH2_CALLBACK_SEND || type == LIBSSH2_CALLBACK_RECV);
        assert_true(libssh2_session_callback_set2(session, type, NULL) == hook);
        /* NULL is the built-in again, or nothing; the original crashed for SEND and RECV. */
        assert_true(libssh2_session_callback_set2(session, type, hook) == built_in);
        assert_true(libssh2_session_callback_set(session, type, NULL) != NULL);
    }
    assert_null(libssh2_session_callback_set2(session, -1, hook));
    assert_null(libssh2_session_callback_set2(session, 10, hook));
    assert_null(libssh2_session_callback_set(session, 99, NULL));
    libssh2_session_free(session);
}

/* Messages that the program hears of */

static struct ssh2_scenario_log told;

static LIBSSH2_IGNORE_FUNC(on_ignore)
{
    assert_non_null(session);
    assert_ptr_equal(abstract, libssh2_session_abstract(session));
    assert_int_equal(message_len, 4 + 3); /* with the length that stands in front */
    ssh2_scenario_note(&told, "ignore %.3s\n", message + 4);
}

static LIBSSH2_DEBUG_FUNC(on_debug)
{
    assert_ptr_equal(abstract, libssh2_session_abstract(session));
    ssh2_scenario_note(&told, "debug %d %.*s %.*s\n", always_display, message_len, message,
                       language_len, language);
}

static LIBSSH2_DISCONNECT_FUNC(on_disconnect)
{
    assert_ptr_equal(abstract, libssh2_session_abstract(session));
    ssh2_scenario_note(&told, "disconnect %d %.*s %.*s\n", reason, message_len, message,
                       language_len, language);
}

static void hear_the_server(struct ssh2_play *play)
{
    struct ssh2_transport *server = play->pair.peer->session.transport;
    struct ssh2_ignore ignore = { .data = ssh2_text("abc") };
    struct ssh2_debug debug = { .always_display = true,
                                .message = ssh2_text("hello"),
                                .language_tag = ssh2_text("en") };
    struct ssh2_disconnect end = { .reason_code = 11,
                                   .description = ssh2_text("enough"),
                                   .language_tag = ssh2_text("de") };
    LIBSSH2_CHANNEL *channel;

    told.len = 0;
    told.text[0] = '\0';
    libssh2_session_callback_set2(play->session, LIBSSH2_CALLBACK_IGNORE,
                                  (libssh2_cb_generic *)on_ignore);
    libssh2_session_callback_set2(play->session, LIBSSH2_CALLBACK_DEBUG,
                                  (libssh2_cb_generic *)on_debug);
    libssh2_session_callback_set2(play->session, LIBSSH2_CALLBACK_DISCONNECT,
                                  (libssh2_cb_generic *)on_disconnect);
    ssh2_transport_post_packet(server, ssh2_ignore_type(), &ignore);
    ssh2_transport_post_packet(server, ssh2_debug_type(), &debug);
    ssh2_transport_post_packet(server, ssh2_disconnect_type(), &end);
    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    assert_null(channel);
    assert_int_equal(libssh2_session_last_errno(play->session), LIBSSH2_ERROR_SOCKET_DISCONNECT);
    ssh2_scenario_note(&play->log, "%s", told.text);
}

static void what_the_server_says_aside_is_told_to_hooks(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play_log(&(struct ssh2_script){ .is_logged_in = true, .run = hear_the_server }, &log);
    assert_non_null(strstr(log.text, "ignore abc\ndebug 1 hello en\ndisconnect 11 enough de\n"));
}

/* A packet that somebody changed */

static unsigned mac_errors;
static int verdict; /* of the hook */

static LIBSSH2_MACERROR_FUNC(on_mac_error)
{
    assert_non_null(session);
    assert_non_null(packet);
    assert_true(packet_len > 0);
    assert_ptr_equal(abstract, libssh2_session_abstract(session));
    mac_errors++;
    return verdict;
}

/* Changes the last byte of what comes: of a MAC. */
static LIBSSH2_RECV_FUNC(*undisturbed);
static bool is_disturbed;

static LIBSSH2_RECV_FUNC(receive_and_change)
{
    ssize_t n = undisturbed(socket, buffer, length, flags, abstract);

    if (n > 0 && is_disturbed)
        ((uint8_t *)buffer)[n - 1] ^= 1;
    return n;
}

static void disturb(LIBSSH2_SESSION *session)
{
    libssh2_cb_generic *former = libssh2_session_callback_set2(
        session, LIBSSH2_CALLBACK_RECV, (libssh2_cb_generic *)receive_and_change);

    memcpy(&undisturbed, &former, sizeof(undisturbed));
}

static void a_wrong_mac_is_the_hooks_to_judge(void **state)
{
    static const struct ssh2_peer_settings settings = { .cipher = "aes128-ctr",
                                                        .mac = "hmac-sha2-256-etm@openssh.com" };
    static const struct {
        bool with_hook;
        int verdict, result;
    } cases[] = {
        { false, 0, LIBSSH2_ERROR_INVALID_MAC },
        { true, 1, LIBSSH2_ERROR_INVALID_MAC },
        { true, 0, LIBSSH2_ERROR_AUTHENTICATION_FAILED }, /* accepted: it is the server's answer */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };

        mac_errors = 0;
        verdict = cases[i].verdict;
        assert_true(ssh2_wire_pair_open(&pair, &settings));
        if (cases[i].with_hook)
            libssh2_session_callback_set2(pair.session, LIBSSH2_CALLBACK_MACERROR,
                                          (libssh2_cb_generic *)on_mac_error);
        disturb(pair.session);
        is_disturbed = false;
        assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
        is_disturbed = true;
        assert_int_equal(libssh2_userauth_password(pair.session, "u", "p"), cases[i].result);
        assert_int_equal(mac_errors > 0, cases[i].with_hook);
        is_disturbed = false;
        ssh2_wire_pair_close(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sigpipe_may_be_allowed),
        cmocka_unit_test(setting_a_hook_gives_the_former_one),
        cmocka_unit_test(what_the_server_says_aside_is_told_to_hooks),
        cmocka_unit_test(a_wrong_mac_is_the_hooks_to_judge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
