/* The chapter of keepalive.c. */
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"

static const struct ssh2_peer_settings honest;

static void keep_alive(struct ssh2_play *play)
{
    int next = -1, rc;

    SSH2_CALL(play, rc, libssh2_keepalive_send(play->session, &next));
    assert_int_equal(next, 0); /* off */
    libssh2_keepalive_config(play->session, 1, 10);
    SSH2_CALL(play, rc, libssh2_keepalive_send(play->session, &next));
    assert_in_range(next, 9, 10);
    SSH2_CALL(play, rc, libssh2_keepalive_send(play->session, NULL)); /* not due: nothing is sent */
    ssh2_wire_pair_run_peer(&play->pair);
    libssh2_keepalive_config(play->session, 0, 1); /* 1 becomes 2 */
    SSH2_CALL(play, rc, libssh2_keepalive_send(play->session, &next));
    assert_in_range(next, 1, 2);
}

static void a_keepalive_is_sent_when_it_is_due(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    int next = -1;

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = keep_alive });
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    libssh2_keepalive_config(pair.session, 1, 10);
    assert_int_equal(libssh2_keepalive_send(pair.session, &next), 0);
    assert_int_equal(libssh2_keepalive_send(pair.session, &next), 0);
    ssh2_wire_pair_run_peer(&pair);
    assert_int_equal(pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 1);
    ssh2_wire_pair_close(&pair);
}

/* F: the original sent them into the key exchange; a server takes them only after login. */
static void nothing_is_sent_before_login(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    int next = -1;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    libssh2_keepalive_config(pair.session, 1, 10);
    assert_int_equal(libssh2_keepalive_send(pair.session, &next), 0);
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(libssh2_keepalive_send(pair.session, &next), 0);
    assert_in_range(next, 1, 10);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    assert_int_equal(pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 0);
    assert_int_equal(libssh2_keepalive_send(pair.session, &next), 0); /* the first goes at once */
    ssh2_wire_pair_run_peer(&pair);
    assert_int_equal(pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 1);
    ssh2_wire_pair_close(&pair);
}

/* F: in the original the answer waited for the next global request and was taken for its own. */
static void answers_to_keepalives_are_nobody_elses(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    libssh2_keepalive_config(pair.session, 1, 2);
    assert_int_equal(libssh2_keepalive_send(pair.session, NULL), 0);
    assert_null(
        libssh2_channel_forward_listen_ex(pair.session, "host", SSH2_PEER_TAKEN_PORT, NULL, 1));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_REQUEST_DENIED);
    assert_int_equal(pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 2);
    ssh2_wire_pair_close(&pair);
}

/* F: in the original a blocking call ended with TIMEOUT at every interval. */
static void a_waiting_call_sends_them_and_goes_on_waiting(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_CHANNEL *channel;
    struct timespec start, end;
    char data[8];
    int ends[2];

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    channel = libssh2_channel_open_session(pair.session);
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_exec(channel, "wait"), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(dup2(ends[0], pair.token), pair.token); /* never readable: only time wakes */
    libssh2_keepalive_config(pair.session, 0, 1);
    libssh2_session_set_timeout(pair.session, 5000);
    clock_gettime(CLOCK_MONOTONIC, &start);
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), LIBSSH2_ERROR_TIMEOUT);
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_in_range(end.tv_sec - start.tv_sec, 4, 30);
    ssh2_wire_pair_run_peer(&pair);
    assert_in_range(pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 2, 4); /* at 0, 2 and 4 seconds */
    libssh2_session_set_timeout(pair.session, 1);                       /* the end need not wait */
    libssh2_channel_free(channel);
    ssh2_wire_pair_close(&pair);
    close(ends[0]);
    close(ends[1]);
}

static void without_a_session_nothing_is_kept_alive(void **state)
{
    (void)state;
    libssh2_keepalive_config(NULL, 1, 1);
    assert_int_equal(libssh2_keepalive_send(NULL, NULL), LIBSSH2_ERROR_BAD_USE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_keepalive_is_sent_when_it_is_due),
        cmocka_unit_test(nothing_is_sent_before_login),
        cmocka_unit_test(answers_to_keepalives_are_nobody_elses),
        cmocka_unit_test(a_waiting_call_sends_them_and_goes_on_waiting),
        cmocka_unit_test(without_a_session_nothing_is_kept_alive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
