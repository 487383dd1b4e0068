/* The chapters of channel.c and channel_end.c, against the peer: what each function comes to, and
 * that it may wait at any byte. */
#include "src/api/channel_testing.h"

/* What was told without a wait for an answer has left when the call returns. */
static void see_the_terminal(struct ssh2_play *play, uint32_t columns, uint32_t rows)
{
    const struct ssh2_peer_terminal *terminal = &play->pair.peer->terminal;

    ssh2_wire_pair_run_peer(&play->pair);
    assert_int_equal(terminal->columns, columns);
    assert_int_equal(terminal->rows, rows);
}

static void ask_for_all(struct ssh2_play *play)
{
    static const char modes[] = { 53, 0, 0, 0, 0, 0 };
    LIBSSH2_CHANNEL *channel = open_channel(play);
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_setenv(channel, "NAME", "value"));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_setenv(channel, "REFUSED", "value"));
    assert_int_equal(rc, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    SSH2_CALL(play, rc,
              libssh2_channel_request_pty_ex(channel, "vt100", 5, modes, sizeof(modes), 90, 30, 0, 0));
    assert_int_equal(rc, 0);
    see_the_terminal(play, 90, 30);
    assert_string_equal(play->pair.peer->terminal.name, "vt100");
    assert_int_equal(play->pair.peer->terminal.modes_len, sizeof(modes));
    SSH2_CALL(play, rc, libssh2_channel_request_pty_size(channel, 50, 20));
    assert_int_equal(rc, 0);
    see_the_terminal(play, 50, 20);
    SSH2_CALL(play, rc, libssh2_channel_shell(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_shell(channel));
    assert_int_equal(rc, LIBSSH2_ERROR_BAD_USE);
    close_and_free(play, channel);
}

static void every_request_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_channel_open_session", "libssh2_channel_setenv",
                                         "libssh2_channel_request_pty_ex", "libssh2_channel_shell",
                                         "libssh2_channel_request_pty_size",
                                         "libssh2_channel_close", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = ask_for_all, .waits = waits });
}

static void note_end(struct ssh2_play *play, LIBSSH2_CHANNEL *channel)
{
    char *name = NULL, *text = (char *)play, *language = (char *)play;
    size_t len = 1, text_len = 1, language_len = 1;
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    SSH2_CALL(play, rc, libssh2_channel_wait_closed(channel));
    assert_int_equal(rc, 0);
    assert_int_equal(libssh2_channel_get_exit_signal(channel, &name, &len, &text, &text_len, &language,
                                                     &language_len), 0);
    assert_null(text);
    assert_null(language);
    assert_int_equal(text_len + language_len, 0);
    assert_int_equal(name == NULL ? 0 : strlen(name), len);
    ssh2_scenario_note(&play->log, "status %d (%d), signal %s\n", libssh2_channel_get_exit_status(channel),
                       libssh2_channel_has_exit_status(channel), name == NULL ? "none" : name);
    assert_int_equal(libssh2_channel_get_exit_signal(channel, NULL, NULL, NULL, NULL, NULL, NULL), 0);
    libssh2_free(play->session, name);
    close_and_free(play, channel);
}

static void end_in_all_ways(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = start(play, "wait");
    int rc;

    note_end(play, start(play, "exit 0"));
    note_end(play, start(play, "exit 3"));
    note_end(play, start(play, "die KILL"));
    SSH2_CALL(play, rc, libssh2_channel_signal(channel, "TERM"));
    assert_int_equal(rc, 0);
    note_end(play, channel);
    assert_non_null(strstr(play->log.text, "status 0 (1), signal none"));
    assert_non_null(strstr(play->log.text, "status 3 (1), signal none"));
    assert_non_null(strstr(play->log.text, "status 0 (0), signal KILL"));
    assert_non_null(strstr(play->log.text, "status 0 (0), signal TERM"));
}

/* Threat C12: no status is not status 0. */
static void every_end_is_told(void **state)
{
    static const char *const waits[] = { "libssh2_channel_signal", "libssh2_channel_wait_eof",
                                         "libssh2_channel_wait_closed", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = end_in_all_ways, .waits = waits });
}

/* The server says EOF, how it ended and CLOSE in one breath: libvirt asks right after EOF. */
static void ask_right_after_the_end(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = start(play, "exit 3");
    char byte;
    ssize_t n;
    bool at_once = play->pair.to_client.delivery.piece == 0 && !play->pair.to_client.delivery.would_block;

    SSH2_MOVE(play, n, libssh2_channel_read(channel, &byte, 1));
    assert_int_equal(n, 0);
    if (at_once)
        assert_int_equal(libssh2_channel_get_exit_status(channel), 3);
    close_and_free(play, channel);
}

static void how_it_ended_is_known_at_its_end(void **state)
{
    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = ask_right_after_the_end });
}

static void be_refused(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;
    int rc;

    SSH2_CALL_POINTER(play, channel,
                      libssh2_channel_open_ex(play->session, "other", 5, 1000, 1000, "data", 4));
    assert_null(channel);
    assert_int_equal(libssh2_session_last_errno(play->session), LIBSSH2_ERROR_CHANNEL_FAILURE);
    channel = open_channel(play);
    SSH2_CALL(play, rc, libssh2_channel_subsystem(channel, "none"));
    assert_int_equal(rc, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    SSH2_CALL(play, rc, libssh2_channel_exec(channel, "echo x")); /* K: once a channel, even so */
    assert_int_equal(rc, LIBSSH2_ERROR_BAD_USE);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    assert_int_equal(rc, 0);
}

static void refusals_are_told(void **state)
{
    static const char *const waits[] = { "libssh2_channel_open_ex", "libssh2_channel_subsystem",
                                         "libssh2_channel_free", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = be_refused, .waits = waits });
}

/* A request that was not sent because another one waits does not use up the channel's one start. */
static void a_start_that_was_not_sent_does_not_count(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    int rc;

    (void)state;
    log_in(&pair);
    channel = libssh2_channel_open_session(pair.session);
    libssh2_session_set_blocking(pair.session, 0);
    pair.peer->deaf_to = 255; /* hears all */
    rc = libssh2_channel_setenv(channel, "A", "b");
    if (rc == LIBSSH2_ERROR_EAGAIN)
        assert_int_equal(libssh2_channel_exec(channel, "echo x"), LIBSSH2_ERROR_BAD_USE);
    libssh2_session_set_blocking(pair.session, 1);
    if (rc == LIBSSH2_ERROR_EAGAIN)
        assert_int_equal(libssh2_channel_setenv(channel, "A", "b"), 0);
    assert_int_equal(libssh2_channel_exec(channel, "echo x"), 0);
    ssh2_wire_pair_close(&pair);
}

/* What had come before the connection was lost can still be read. */
static void queued_data_outlives_the_connection(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel, *other;
    char data[16];

    (void)state;
    log_in(&pair);
    channel = start_at_once(&pair, "echo here");
    other = start_at_once(&pair, "exit 0");
    assert_int_equal(libssh2_channel_wait_eof(other), 0);
    pair.end_at = pair.to_client.passed;
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), 4);
    assert_null(libssh2_channel_open_session(pair.session));
    assert_true(libssh2_session_last_errno(pair.session) < 0);
    assert_int_equal(libssh2_channel_free(channel), 0);
    assert_int_equal(libssh2_channel_free(other), 0);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_may_wait),
        cmocka_unit_test(every_end_is_told),
        cmocka_unit_test(how_it_ended_is_known_at_its_end),
        cmocka_unit_test(refusals_are_told),
        cmocka_unit_test(a_start_that_was_not_sent_does_not_count),
        cmocka_unit_test(queued_data_outlives_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
