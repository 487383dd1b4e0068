/* The chapter of session.c: life, settings, the last error, time. */
#include <fcntl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/packet/transport/disconnect.h"

static const struct ssh2_peer_settings honest;

/* Memory: each hook may be left to the library */

static struct {
    void **holder;
    void *expected;
    unsigned allocs, frees, reallocs;
} seen;

static void see(void **abstract)
{
    assert_ptr_equal(*abstract, seen.expected); /* of a copy, at the very first allocation */
    seen.holder = abstract;
}

static LIBSSH2_ALLOC_FUNC(seen_alloc)
{
    see(abstract);
    seen.allocs++;
    return malloc(count);
}

static LIBSSH2_REALLOC_FUNC(seen_realloc)
{
    see(abstract);
    assert_non_null(ptr);
    seen.reallocs++;
    return realloc(ptr, count);
}

static LIBSSH2_FREE_FUNC(seen_free)
{
    see(abstract);
    seen.frees++;
    free(ptr);
}

static void every_allocator_hook_may_be_left_out(void **state)
{
    static int user;

    (void)state;
    for (unsigned hooks = 0; hooks < 8; hooks++) {
        LIBSSH2_SESSION *session;

        memset(&seen, 0, sizeof(seen));
        seen.expected = &user;
        session =
            libssh2_session_init_ex((hooks & 1) ? seen_alloc : NULL, (hooks & 2) ? seen_free : NULL,
                                    (hooks & 4) ? seen_realloc : NULL, &user);
        assert_non_null(session);
        assert_ptr_equal(*libssh2_session_abstract(session), &user);
        assert_int_equal(libssh2_session_banner_set(session, "SSH-2.0-x"), 0);
        if (hooks & 1)
            assert_ptr_equal(seen.holder, libssh2_session_abstract(session));
        assert_int_equal(seen.allocs > 0, hooks & 1);
        *libssh2_session_abstract(session) = NULL;
        seen.expected = NULL;
        assert_int_equal(libssh2_session_free(session), 0);
        assert_int_equal(seen.frees > 0, (hooks & 2) != 0);
    }
}

/* The last error */

static void the_last_error_is_the_sessions_or_a_copy(void **state)
{
    LIBSSH2_SESSION *session = libssh2_session_init();
    char text[] = "what went wrong", *message = NULL;
    int len = -1;

    (void)state;
    assert_int_equal(libssh2_session_last_error(session, &message, &len, 0), 0);
    assert_string_equal(message, "");
    assert_int_equal(len, 0);
    assert_int_equal(libssh2_session_last_error(session, &message, &len, 1), 0);
    assert_string_equal(message, "");
    libssh2_free(session, message);
    assert_int_equal(libssh2_session_set_last_error(session, LIBSSH2_ERROR_FILE, text),
                     LIBSSH2_ERROR_FILE);
    text[0] = 'W';
    assert_int_equal(libssh2_session_last_error(session, &message, &len, 0), LIBSSH2_ERROR_FILE);
    assert_string_equal(message, "what went wrong");
    assert_int_equal(len, strlen(message));
    assert_int_equal(libssh2_session_last_error(session, &message, &len, 1), LIBSSH2_ERROR_FILE);
    assert_int_equal(libssh2_session_set_last_error(session, LIBSSH2_ERROR_INVAL, NULL),
                     LIBSSH2_ERROR_INVAL);
    assert_string_equal(message, "what went wrong");
    libssh2_free(session, message);
    assert_int_equal(libssh2_session_last_error(session, NULL, &len, 0), LIBSSH2_ERROR_INVAL);
    assert_int_equal(len, 0);
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_INVAL);
    libssh2_session_free(session);
}

/* A call that waits begins with no error, so that a program which looks at the last one after each
 * call is not shown that of a call before. */
static void a_call_that_waits_leaves_no_older_error(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_CHANNEL *channel;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    channel = libssh2_channel_open_session(pair.session);
    assert_int_equal(libssh2_channel_exec(channel, "no such command"),
                     LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    pair.to_client.delivery.would_block = true;
    assert_int_equal(libssh2_channel_setenv(channel, "LC_ALL", "C"), 0);
    assert_int_equal(libssh2_session_last_errno(pair.session), 0);
    libssh2_session_set_blocking(pair.session, 0);
    while (libssh2_channel_setenv(channel, "LC_ALL", "C") == LIBSSH2_ERROR_EAGAIN)
        continue;
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_EAGAIN); /* K */
    ssh2_wire_pair_close(&pair);
}

/* The server ends the connection */

static bool hang_up(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_disconnect end = { .reason_code = SSH_DISCONNECT_BY_APPLICATION,
                                   .description = ssh2_text("enough") };

    return payload.data[0] == SSH_MSG_USERAUTH_REQUEST &&
           ssh2_transport_post_packet(peer->session.transport, ssh2_disconnect_type(), &end) == 0;
}

/* Whatever was under way then: nobody is told that something else is in the way. */
static void after_the_servers_goodbye_every_call_says_so(void **state)
{
    static const struct ssh2_peer_settings settings = { .intercept = hang_up };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_SESSION *session;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    session = pair.session;
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_null(libssh2_userauth_list(session, "u", 1));
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_SOCKET_DISCONNECT);
    for (int blocking = 1; blocking >= 0; blocking--) {
        libssh2_session_set_blocking(session, blocking);
        assert_int_equal(libssh2_userauth_password(session, "u", "p"),
                         LIBSSH2_ERROR_SOCKET_DISCONNECT);
        assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_SOCKET_DISCONNECT);
        assert_null(libssh2_userauth_list(session, "u", 1));
        assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_SOCKET_DISCONNECT);
    }
    assert_int_equal(libssh2_session_disconnect(session, "bye"), 0);
    ssh2_wire_pair_close(&pair);
}

/* Settings */

static void settings_are_kept_as_they_were_made(void **state)
{
    LIBSSH2_SESSION *session = libssh2_session_init();

    (void)state;
    assert_int_equal(libssh2_session_get_blocking(session), 1);
    libssh2_session_set_blocking(session, 0);
    assert_int_equal(libssh2_session_get_blocking(session), 0);
    assert_int_equal(libssh2_session_get_timeout(session), 0);
    libssh2_session_set_timeout(session, 1234);
    assert_int_equal(libssh2_session_get_timeout(session), 1234);
    assert_int_equal(libssh2_session_get_read_timeout(session), 60);
    libssh2_session_set_read_timeout(session, 5);
    assert_int_equal(libssh2_session_get_read_timeout(session), 5);
    libssh2_session_set_read_timeout(session, -1);
    assert_int_equal(libssh2_session_get_read_timeout(session), 60);
    assert_int_equal(libssh2_session_block_directions(session), 0);
    assert_int_equal(libssh2_session_flag(session, LIBSSH2_FLAG_SIGPIPE, 1), 0);
    assert_int_equal(libssh2_session_flag(session, LIBSSH2_FLAG_COMPRESS, 0), 0);
    assert_int_equal(libssh2_session_flag(session, LIBSSH2_FLAG_QUOTE_PATHS, 0), 0);
    assert_int_equal(libssh2_session_flag(session, 99, 1), LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_INVAL);
    libssh2_session_free(session);
}

/* Time: no call waits for ever */

static long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A session whose socket never has anything to say, after the handshake. */
static void go_silent(struct ssh2_wire_pair *pair, int ends[2])
{
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(dup2(ends[0], pair->token), pair->token);
    pair->peer->deaf_to = SSH_MSG_USERAUTH_REQUEST;
}

static void a_blocking_call_ends_when_its_time_is_up(void **state)
{
    struct ssh2_wire_pair pair;
    int ends[2];

    (void)state;
    go_silent(&pair, ends);
    libssh2_session_set_timeout(pair.session, 50);
    for (int i = 0; i < 2; i++) { /* and may be repeated */
        long long start = now_ms();

        assert_int_equal(libssh2_userauth_password(pair.session, SSH2_PEER_USER, "p"),
                         LIBSSH2_ERROR_TIMEOUT);
        assert_in_range(now_ms() - start, 49, 5000);
        assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_TIMEOUT);
    }
    libssh2_session_set_timeout(pair.session, 0);
    libssh2_session_set_read_timeout(pair.session, 1);
    assert_int_equal(libssh2_userauth_password(pair.session, SSH2_PEER_USER, "p"),
                     LIBSSH2_ERROR_TIMEOUT);
    ssh2_wire_pair_close(&pair);
    close(ends[0]);
    close(ends[1]);
}

/* The socket */

static void the_socket_is_given_back_as_it_was(void **state)
{
    (void)state;
    for (int nonblocking = 0; nonblocking < 2; nonblocking++) {
        LIBSSH2_SESSION *session = libssh2_session_init();
        int ends[2];

        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        if (nonblocking)
            assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
        libssh2_session_set_blocking(session, 0);
        assert_int_equal(libssh2_session_handshake(session, ends[0]), LIBSSH2_ERROR_EAGAIN);
        assert_true(fcntl(ends[0], F_GETFL) & O_NONBLOCK);
        assert_int_equal(libssh2_session_free(session), 0);
        assert_int_equal((fcntl(ends[0], F_GETFL) & O_NONBLOCK) != 0, nonblocking);
        close(ends[0]);
        close(ends[1]);
    }
}

/* The end waits for the channels, as any call does */

static void free_everything(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;
    int rc;

    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    SSH2_CALL(play, rc, libssh2_channel_exec(channel, "cat"));
    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    SSH2_CALL(play, rc, libssh2_session_free(play->session));
    play->pair.session = NULL;
    assert_int_equal(play->pair.peer->received[SSH_MSG_CHANNEL_CLOSE], 2);
    assert_int_equal(play->pair.peer->disconnect_reason, 0); /* to say goodbye is the program's */
}

static void the_end_of_a_session_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_session_free", NULL };

    (void)state;
    ssh2_play(
        &(struct ssh2_script){ .is_logged_in = true, .run = free_everything, .waits = waits });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocator_hook_may_be_left_out),
        cmocka_unit_test(the_last_error_is_the_sessions_or_a_copy),
        cmocka_unit_test(a_call_that_waits_leaves_no_older_error),
        cmocka_unit_test(after_the_servers_goodbye_every_call_says_so),
        cmocka_unit_test(settings_are_kept_as_they_were_made),
        cmocka_unit_test(a_blocking_call_ends_when_its_time_is_up),
        cmocka_unit_test(the_socket_is_given_back_as_it_was),
        cmocka_unit_test(the_end_of_a_session_may_wait),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
