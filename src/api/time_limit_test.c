/* A server that owes an answer and does not give it holds up no call of channels and forwarding for longer
 * than its time limit, and what comes too late is not taken for another answer. Threats C17, V2. */
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "src/api/session.h"
#include "src/crypto/testing.h"
#include "src/oracle/scenario.h"

#define LIMIT_MS 30

static struct ssh2_wire_pair pair;
static int sockets[2];

/* The pair's descriptor is readable when the peer has something to say, so that the session really waits. */
static void tell_readiness(bool begins)
{
    char byte;

    while (begins && recv(sockets[0], &byte, 1, MSG_DONTWAIT) > 0)
        continue;
    if (begins)
        return;
    (void)ssh2_peer_work(pair.peer);
    if (ssh2_peer_output(pair.peer).len > 0)
        assert_int_equal(send(sockets[1], "", 1, MSG_DONTWAIT), 1);
}

static void log_in(void)
{
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(&pair, &(struct ssh2_peer_settings){ .window = 0 }));
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    close(pair.token);
    pair.token = sockets[0];
    pair.peer_works = tell_readiness;
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    libssh2_session_set_timeout(pair.session, LIMIT_MS);
}

static void hang_up(void)
{
    ssh2_wire_pair_close(&pair);
    close(sockets[1]);
}

static LIBSSH2_CHANNEL *start(const char *command)
{
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(pair.session);

    assert_non_null(channel);
    assert_int_equal(libssh2_channel_exec(channel, command), 0);
    return channel;
}

static void a_channel_that_did_not_open_in_time_is_given_up(void **state)
{
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in();
    pair.peer->deaf_to = SSH_MSG_CHANNEL_OPEN;
    assert_null(libssh2_channel_direct_tcpip(pair.session, "echo", 1));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_TIMEOUT);
    pair.peer->deaf_to = 0;
    channel = start("exit 3"); /* a session, and not what was asked for before */
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    assert_int_equal(libssh2_channel_wait_closed(channel), 0);
    assert_int_equal(libssh2_channel_get_exit_status(channel), 3);
    hang_up();
}

static void a_request_that_was_not_answered_can_be_waited_for_again(void **state)
{
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in();
    channel = libssh2_channel_open_session(pair.session);
    pair.peer->deaf_to = SSH_MSG_CHANNEL_REQUEST;
    assert_int_equal(libssh2_channel_setenv(channel, "A", "b"), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(libssh2_channel_setenv(channel, "A", "b"), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(pair.peer->received[SSH_MSG_CHANNEL_REQUEST], 1);
    assert_int_equal(libssh2_channel_free(channel), 0);
    hang_up();
}

/* No reply to our CLOSE: close says so, and free does not wait for ever. */
static void asking_again_and_again_ends_in_time(void **state)
{
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    LIBSSH2_CHANNEL *channel = NULL;
    unsigned count = 0;

    (void)state;
    log_in();
    libssh2_session_set_blocking(pair.session, 0);
    libssh2_session_set_read_timeout(pair.session, 1);
    pair.peer->deaf_to = SSH_MSG_CHANNEL_OPEN;
    while (channel == NULL &&
           (count == 0 || libssh2_session_last_errno(pair.session) == LIBSSH2_ERROR_EAGAIN)) {
        channel = libssh2_channel_open_session(pair.session);
        nanosleep(&pause, NULL);
        count++;
    }
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_TIMEOUT);
    assert_in_range(count, 10, 101); /* a second's worth: each took 10 ms and more */
    assert_null(libssh2_channel_open_session(pair.session)); /* begun anew, with time of its own */
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_EAGAIN);
    hang_up();
}

static void closing_ends_in_time(void **state)
{
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in();
    channel = start("wait");
    pair.peer->deaf_to = SSH_MSG_CHANNEL_CLOSE;
    assert_int_equal(libssh2_channel_close(channel), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(libssh2_channel_free(channel), 0);
    pair.peer->deaf_to = 0;
    assert_int_equal(libssh2_channel_free(start("echo on")), 0); /* the connection goes on */
    hang_up();
}

static void a_server_that_talks_on_is_not_waited_for(void **state)
{
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };

    (void)state;
    for (int blocking = 0; blocking < 2; blocking++) {
        LIBSSH2_CHANNEL *channel;
        struct timespec begin, end;
        int rc;

        log_in();
        libssh2_session_set_timeout(pair.session, 0);
        channel = start("bytes 9000000");
        pair.peer->deaf_to = SSH_MSG_CHANNEL_CLOSE;
        libssh2_session_set_blocking(pair.session, blocking);
        clock_gettime(CLOCK_MONOTONIC, &begin);
        while ((rc = libssh2_channel_close(channel)) == LIBSSH2_ERROR_EAGAIN)
            nanosleep(&pause, NULL);
        clock_gettime(CLOCK_MONOTONIC, &end);
        assert_int_equal(rc, 0);
        assert_in_range(end.tv_sec - begin.tv_sec, 0,
                        10); /* a second, and not the minute of an answer */
        assert_int_equal(libssh2_channel_free(channel), 0);
        hang_up();
    }
}

static void freeing_a_session_ends_in_time(void **state)
{
    (void)state;
    log_in();
    (void)start("wait");
    pair.peer->deaf_to = SSH_MSG_CHANNEL_CLOSE;
    assert_int_equal(libssh2_session_free(pair.session), 0);
    pair.session = NULL;
    hang_up();
}

/* EOF and no CLOSE. */
static void waiting_for_the_close_ends_in_time(void **state)
{
    static const uint8_t eof[] = { SSH_MSG_CHANNEL_EOF, 0, 0, 0, 0 };
    LIBSSH2_CHANNEL *channel;
    char data[8];

    (void)state;
    log_in();
    channel = start("wait");
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(libssh2_channel_wait_eof(channel), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(ssh2_peer_send(pair.peer, ssh2_bytes(eof, sizeof(eof))), 0);
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), 0);
    assert_int_equal(libssh2_channel_wait_closed(channel), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(libssh2_channel_free(channel), 0);
    hang_up();
}

static void a_listener_that_was_not_granted_in_time_is_given_up(void **state)
{
    LIBSSH2_LISTENER *listener;
    int port = 0;

    (void)state;
    log_in();
    pair.peer->deaf_to = SSH_MSG_GLOBAL_REQUEST;
    assert_null(libssh2_channel_forward_listen_ex(pair.session, "h", 4711, NULL, 1));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_TIMEOUT);
    pair.peer->deaf_to = 0;
    pair.session->core.globals.skip = 0; /* a server that never answers the first: not one that is late */
    listener = libssh2_channel_forward_listen_ex(pair.session, "h", 4712, &port, 1);
    assert_non_null(listener);
    assert_int_equal(port, 4712);
    assert_null(libssh2_channel_forward_accept(listener));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_TIMEOUT);
    assert_int_equal(libssh2_channel_forward_cancel(listener), 0);
    hang_up();
}

static long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Threat V2: a server that accepts a connection and says nothing, or not enough. Another session in the same
 * program does not notice. */
static void a_server_that_says_nothing_is_given_up(void **state)
{
    static const char *const beginnings[] = { "", "SSH-2.0-slo", "SSH-2.0-slow\r\n" };

    (void)state;
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
        LIBSSH2_SESSION *session = libssh2_session_init();
        int ends[2];
        size_t len = strlen(beginnings[i]);
        long long before = now_ms();

        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        assert_int_equal(send(ends[1], beginnings[i], len, 0), len);
        libssh2_session_set_timeout(session, LIMIT_MS);
        assert_int_equal(libssh2_session_handshake(session, ends[0]), LIBSSH2_ERROR_TIMEOUT);
        assert_in_range(now_ms() - before, LIMIT_MS - 1, 100 * LIMIT_MS);
        log_in();
        hang_up();
        assert_int_equal(libssh2_session_handshake(session, ends[0]), LIBSSH2_ERROR_TIMEOUT);
        assert_int_equal(libssh2_session_free(session), 0);
        close(ends[0]);
        close(ends[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_that_says_nothing_is_given_up),
        cmocka_unit_test(a_channel_that_did_not_open_in_time_is_given_up),
        cmocka_unit_test(a_request_that_was_not_answered_can_be_waited_for_again),
        cmocka_unit_test(asking_again_and_again_ends_in_time),
        cmocka_unit_test(closing_ends_in_time),
        cmocka_unit_test(a_server_that_talks_on_is_not_waited_for),
        cmocka_unit_test(freeing_a_session_ends_in_time),
        cmocka_unit_test(waiting_for_the_close_ends_in_time),
        cmocka_unit_test(a_listener_that_was_not_granted_in_time_is_given_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
