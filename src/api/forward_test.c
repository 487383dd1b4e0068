/* The chapter of forward.c, against the peer. */
#include "src/api/forward_testing.h"

static void connect_there(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;

    SSH2_CALL_POINTER(play, channel,
                      libssh2_channel_direct_tcpip_ex(play->session, "echo", 7, "192.0.2.1", 1024));
    assert_non_null(channel);
    talk_to_cat(play, channel);
    SSH2_CALL_POINTER(play, channel, libssh2_channel_direct_tcpip(play->session, "nowhere", 7));
    assert_null(channel);
    SSH2_CALL_POINTER(play, channel,
                      libssh2_channel_direct_streamlocal_ex(play->session, "/echo", "here", 0));
    assert_non_null(channel);
    talk_to_cat(play, channel);
    SSH2_CALL_POINTER(play, channel,
                      libssh2_channel_direct_streamlocal_ex(play->session, "/nothing", NULL, 0));
    assert_null(channel);
    assert_int_equal(libssh2_session_last_errno(play->session), LIBSSH2_ERROR_CHANNEL_FAILURE);
}

static void connecting_from_the_server_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_channel_direct_tcpip_ex",
                                         "libssh2_channel_direct_streamlocal_ex", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = connect_there, .waits = waits });
}

static void listen_there(struct ssh2_play *play)
{
    LIBSSH2_LISTENER *listener;
    LIBSSH2_CHANNEL *channel;
    int port = 0, rc;

    SSH2_CALL_POINTER(play, listener,
                      libssh2_channel_forward_listen_ex(play->session, "localhost", SSH2_PEER_TAKEN_PORT,
                                                        &port, 1));
    assert_null(listener);
    assert_int_equal(libssh2_session_last_errno(play->session), LIBSSH2_ERROR_REQUEST_DENIED);
    SSH2_CALL_POINTER(play, listener,
                      libssh2_channel_forward_listen_ex(play->session, NULL, 0, &port, 1));
    assert_non_null(listener);
    assert_int_equal(port, SSH2_PEER_CHOSEN_PORT);
    ssh2_peer_knock(play->pair.peer, "forwarded-tcpip", "0.0.0.0", SSH2_PEER_CHOSEN_PORT);
    SSH2_CALL_POINTER(play, channel, libssh2_channel_forward_accept(listener));
    assert_non_null(channel);
    SSH2_CALL(play, rc, libssh2_channel_forward_cancel(listener));
    assert_int_equal(rc, 0);
    ssh2_wire_pair_run_peer(&play->pair); /* which has all of it: the program may turn to other things */
    assert_int_equal(play->pair.peer->received[SSH_MSG_GLOBAL_REQUEST], 3);
    talk_to_cat(play, channel); /* it lives on */
}

static void listening_at_the_server_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_channel_forward_listen_ex",
                                         "libssh2_channel_forward_accept",
                                         "libssh2_channel_forward_cancel", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = listen_there, .waits = waits });
}

static void a_listener_takes_what_is_for_it_and_no_more_than_it_holds(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_LISTENER *listener;
    LIBSSH2_CHANNEL *first;
    int port = 0;

    (void)state;
    log_in(&pair);
    listener = libssh2_channel_forward_listen_ex(pair.session, "localhost", 4711, &port, 2);
    assert_non_null(listener);
    assert_int_equal(port, 4711);
    ASSERT_REFUSED(knock(&pair, "forwarded-tcpip", "localhost", 4712), 1);
    ASSERT_REFUSED(knock(&pair, "forwarded-tcpip", "127.0.0.1", 4711), 1); /* another text */
    assert_null(knock(&pair, "forwarded-tcpip", "localhost", 4711));
    assert_null(knock(&pair, "forwarded-tcpip", "localhost", 4711));
    ASSERT_REFUSED(knock(&pair, "forwarded-tcpip", "localhost", 4711), 4);
    first = libssh2_channel_forward_accept(listener);
    assert_non_null(first);
    assert_null(knock(&pair, "forwarded-tcpip", "localhost", 4711));
    libssh2_session_set_blocking(pair.session, 0);
    assert_non_null(libssh2_channel_forward_accept(listener));
    assert_non_null(libssh2_channel_forward_accept(listener));
    assert_null(libssh2_channel_forward_accept(listener));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_EAGAIN);
    libssh2_session_set_blocking(pair.session, 1);
    assert_int_equal(libssh2_channel_forward_cancel(listener), 0);
    ASSERT_REFUSED(knock(&pair, "forwarded-tcpip", "localhost", 4711), 1);
    ssh2_wire_pair_close(&pair);
}

/* K: another code than that of the connection. */
static void a_listener_has_a_word_of_its_own_for_a_lost_connection(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_LISTENER *listener;

    (void)state;
    log_in(&pair);
    listener = libssh2_channel_forward_listen_ex(pair.session, "localhost", 4711, NULL, 2);
    assert_non_null(listener);
    pair.end_at = pair.to_client.passed;
    assert_null(libssh2_channel_forward_accept(listener));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_CHANNEL_UNKNOWN);
    assert_int_equal(libssh2_channel_forward_cancel(listener), 0);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(connecting_from_the_server_may_wait),
        cmocka_unit_test(listening_at_the_server_may_wait),
        cmocka_unit_test(a_listener_takes_what_is_for_it_and_no_more_than_it_holds),
        cmocka_unit_test(a_listener_has_a_word_of_its_own_for_a_lost_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
