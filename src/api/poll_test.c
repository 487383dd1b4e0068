/* The chapter of poll.c: libssh2_poll tells what is the case, and waits no longer than it may. */
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"
#include "src/packet/connection/channel_open_forwarded_tcpip.h"
#include "src/packet/connection/global_tcpip_forward.h"
#include "src/packet/connection/request_success.h"

#define EVERYTHING (LIBSSH2_POLLFD_POLLIN | LIBSSH2_POLLFD_POLLEXT | LIBSSH2_POLLFD_POLLOUT)
#define PATIENCE_MS 5000

static LIBSSH2_POLLFD channel_fd(LIBSSH2_CHANNEL *channel, unsigned long events)
{
    return (LIBSSH2_POLLFD){ .type = LIBSSH2_POLLFD_CHANNEL,
                             .fd = { .channel = channel },
                             .events = events };
}

/* Channels */

static LIBSSH2_CHANNEL *run_command(struct ssh2_play *play, const char *command)
{
    LIBSSH2_CHANNEL *channel;
    int rc;

    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    SSH2_CALL(play, rc, libssh2_channel_exec(channel, command));
    return channel;
}

/* Polls until all the events have been told; those that are not asked for are told at any time. */
static void poll_for(struct ssh2_play *play, LIBSSH2_CHANNEL *channel, unsigned long events)
{
    LIBSSH2_POLLFD fd = channel_fd(channel, events & EVERYTHING);
    int count = 0;

    for (unsigned i = 0; i < 1000 && (fd.revents & events) != events; i++)
        count = libssh2_poll(&fd, 1, PATIENCE_MS);
    ssh2_scenario_note(&play->log, "%lx of %lx told, %d\n", fd.revents & events, events, count);
}

static void poll_commands(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = run_command(play, "complain loudly");
    char data[16];
    ssize_t n;
    int rc;

    poll_for(play, channel, LIBSSH2_POLLFD_POLLEXT);
    poll_for(play, channel, LIBSSH2_POLLFD_CHANNEL_CLOSED);
    SSH2_CALL(play, n, libssh2_channel_read_stderr(channel, data, sizeof(data)));
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    channel = run_command(play, "echo hello");
    poll_for(play, channel, LIBSSH2_POLLFD_POLLIN | LIBSSH2_POLLFD_POLLEXT);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    channel = run_command(play, "wait");
    poll_for(play, channel, LIBSSH2_POLLFD_POLLOUT);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
}

static void channels_tell_data_room_and_end(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play_log(&(struct ssh2_script){ .is_logged_in = true, .run = poll_commands }, &log);
    assert_non_null(strstr(log.text, "2 of 2 told, 1\n"));
    assert_non_null(strstr(log.text, "80 of 80 told, 1\n"));
    assert_non_null(strstr(log.text, "3 of 3 told, 1\n"));
    assert_non_null(strstr(log.text, "4 of 4 told, 1\n"));
}

static void lose_connection(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = run_command(play, "wait");
    int rc;

    play->pair.end_at = play->pair.to_client.passed;
    poll_for(play, channel, LIBSSH2_POLLFD_CHANNEL_CLOSED | LIBSSH2_POLLFD_SESSION_CLOSED);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
}

static void a_lost_connection_is_told_unasked(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play_log(&(struct ssh2_script){ .is_logged_in = true, .run = lose_connection }, &log);
    assert_non_null(strstr(log.text, "90 of 90 told, 1\n"));
}

/* Listeners */

static bool grant_listening(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_global_tcpip_forward request;
    struct ssh2_request_success success = { .response_data = { NULL, 0 } };
    struct ssh2_channel_open_forwarded_tcpip open = { .sender_channel = 7,
                                                      .initial_window_size = 1000,
                                                      .maximum_packet_size = 1000,
                                                      .originator_address = ssh2_text("::1"),
                                                      .originator_port = 1 };

    if (ssh2_global_tcpip_forward_parse(payload, &request) != SSH2_OK)
        return false;
    ssh2_transport_post_packet(peer->session.transport, ssh2_request_success_type(), &success);
    open.connected_address = request.address_to_bind;
    open.connected_port = request.port_to_bind;
    ssh2_transport_post_packet(peer->session.transport, ssh2_channel_open_forwarded_tcpip_type(),
                               &open);
    return true;
}

static void poll_listener(struct ssh2_play *play)
{
    LIBSSH2_LISTENER *listener;
    LIBSSH2_POLLFD fd = { .type = LIBSSH2_POLLFD_LISTENER, .events = LIBSSH2_POLLFD_POLLIN };
    int count = 0;

    SSH2_CALL_POINTER(play, listener,
                      libssh2_channel_forward_listen_ex(play->session, "host", 2222, NULL, 1));
    fd.fd.listener = listener;
    for (unsigned i = 0; i < 1000 && count == 0; i++)
        count = libssh2_poll(&fd, 1, PATIENCE_MS);
    ssh2_scenario_note(&play->log, "listener: %d, %lx\n", count, fd.revents);
}

static void a_listener_tells_that_somebody_has_come(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play_log(&(struct ssh2_script){ .settings = { .intercept = grant_listening },
                                         .is_logged_in = true,
                                         .run = poll_listener },
                  &log);
    assert_non_null(strstr(log.text, "listener: 1, 1\n"));
}

/* Sockets, and time */

static long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void sockets_are_polled_as_by_the_system(void **state)
{
    int ends[2];
    LIBSSH2_POLLFD fd = { .type = LIBSSH2_POLLFD_SOCKET, .events = LIBSSH2_POLLFD_POLLIN };
    long long start;

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    fd.fd.socket = ends[0];
    assert_int_equal(libssh2_poll(&fd, 1, 0), 0);
    start = now_ms();
    assert_int_equal(libssh2_poll(&fd, 1, 50), 0);
    assert_true(now_ms() - start >= 49);
    assert_int_equal(fd.revents, 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_int_equal(libssh2_poll(&fd, 1, -1), 1);
    assert_int_equal(fd.revents, LIBSSH2_POLLFD_POLLIN);
    fd.events = LIBSSH2_POLLFD_POLLOUT;
    assert_int_equal(libssh2_poll(&fd, 1, PATIENCE_MS), 1);
    assert_int_equal(fd.revents, LIBSSH2_POLLFD_POLLOUT);
    close(ends[1]);
    assert_int_equal(libssh2_poll(&fd, 1, PATIENCE_MS), 1);
    assert_true(fd.revents & LIBSSH2_POLLFD_POLLHUP);
    close(ends[0]);
}

static void what_cannot_be_polled_is_refused(void **state)
{
    LIBSSH2_POLLFD fd = { .type = 9 };

    (void)state;
    assert_int_equal(libssh2_poll(NULL, 1, 0), -1);
    assert_int_equal(libssh2_poll(NULL, 0, 0), 0);
    assert_int_equal(libssh2_poll(&fd, 1, 0), -1);
    fd.type = LIBSSH2_POLLFD_CHANNEL;
    assert_int_equal(libssh2_poll(&fd, 1, 0), -1);
    fd.type = LIBSSH2_POLLFD_LISTENER;
    assert_int_equal(libssh2_poll(&fd, 1, 0), -1);
}

static void a_session_says_what_cannot_be_polled(void **state)
{
    static const struct ssh2_peer_settings honest;
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_POLLFD fds[2] = { { .type = 0 } };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    fds[1] = channel_fd(libssh2_channel_open_session(pair.session), EVERYTHING);
    assert_int_equal(libssh2_poll(fds, 2, 0), -1);
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_INVALID_POLL_TYPE);
    libssh2_channel_free(fds[1].fd.channel);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channels_tell_data_room_and_end),
        cmocka_unit_test(a_lost_connection_is_told_unasked),
        cmocka_unit_test(a_listener_tells_that_somebody_has_come),
        cmocka_unit_test(sockets_are_polled_as_by_the_system),
        cmocka_unit_test(what_cannot_be_polled_is_refused),
        cmocka_unit_test(a_session_says_what_cannot_be_polled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
