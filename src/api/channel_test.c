/* The chapter of channel.c and channel_data.c, against the peer: what each function comes to, and that it
 * may wait at any byte. */
#include <sys/mman.h>

#include "src/crypto/testing.h"
#include "src/oracle/play.h"

#define TEXT_MAX_BYTES 256u

static LIBSSH2_CHANNEL *open_channel(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;

    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    assert_non_null(channel);
    return channel;
}

static LIBSSH2_CHANNEL *start(struct ssh2_play *play, const char *command)
{
    LIBSSH2_CHANNEL *channel = open_channel(play);
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_exec(channel, command));
    assert_int_equal(rc, 0);
    return channel;
}

/* Reads a stream to its end. */
static void expect_stream(struct ssh2_play *play, LIBSSH2_CHANNEL *channel, int stream, const char *text)
{
    char data[TEXT_MAX_BYTES];
    size_t len = 0;
    ssize_t n = 1;

    while (n > 0) {
        SSH2_MOVE(play, n, libssh2_channel_read_ex(channel, stream, data + len, sizeof(data) - len));
        len += n > 0 ? (size_t)n : 0;
    }
    assert_int_equal(n, 0);
    assert_int_equal(len, strlen(text));
    assert_memory_equal(data, text, len);
}

static void write_text(struct ssh2_play *play, LIBSSH2_CHANNEL *channel, const char *text)
{
    size_t left = strlen(text);

    while (left > 0) {
        ssize_t n;

        SSH2_MOVE(play, n, libssh2_channel_write(channel, text, left));
        assert_in_range(n, 1, left);
        text += n;
        left -= (size_t)n;
    }
}

static void close_and_free(struct ssh2_play *play, LIBSSH2_CHANNEL *channel)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_close(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_close(channel)); /* once more does nothing */
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    assert_int_equal(rc, 0);
}

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

static void copy(struct ssh2_play *play)
{
    static const char text[] = "what goes in comes out";
    LIBSSH2_CHANNEL *channel = start(play, "cat");
    char data[sizeof(text)];
    size_t len = 0;
    ssize_t n;
    int rc;

    write_text(play, channel, "what goes in ");
    SSH2_CALL(play, n, libssh2_channel_write(channel, "", 0)); /* an empty packet */
    assert_int_equal(n, 0);
    write_text(play, channel, "comes out");
    for (; len < sizeof(text) - 1; len += (size_t)n) {
        SSH2_MOVE(play, n, libssh2_channel_read(channel, data + len, sizeof(data) - len));
        assert_in_range(n, 1, sizeof(data) - len);
    }
    assert_memory_equal(data, text, len);
    SSH2_CALL(play, rc, libssh2_channel_wait_closed(channel));
    assert_int_equal(rc, LIBSSH2_ERROR_INVAL); /* before the end was seen */
    SSH2_CALL(play, rc, libssh2_channel_send_eof(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_send_eof(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, n, libssh2_channel_write(channel, "x", 1));
    assert_int_equal(n, LIBSSH2_ERROR_CHANNEL_EOF_SENT);
    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    assert_int_equal(rc, 0);
    expect_stream(play, channel, 0, "");
    assert_int_equal(libssh2_channel_eof(channel), 1);
    SSH2_CALL(play, rc, libssh2_channel_wait_closed(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, n, libssh2_channel_write(channel, "x", 1));
    assert_int_equal(n, LIBSSH2_ERROR_CHANNEL_CLOSED);
    close_and_free(play, channel);
}

static void reading_and_writing_may_wait(void **state)
{
    static const char *const waits[] = { "libssh2_channel_exec", "libssh2_channel_write",
                                         "libssh2_channel_read", "libssh2_channel_send_eof",
                                         "libssh2_channel_wait_eof", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = copy, .waits = waits });
}

static void read_streams(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = start(play, "complain loudly");
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    expect_stream(play, channel, 0, "");
    assert_int_equal(libssh2_channel_eof(channel), 0); /* K: the errors are still there */
    assert_int_equal(libssh2_poll_channel_read(channel, 0), 0);
    assert_int_equal(libssh2_poll_channel_read(channel, 1), 1);
    expect_stream(play, channel, SSH_EXTENDED_DATA_STDERR, "loudly");
    assert_int_equal(libssh2_channel_eof(channel), 1);
    close_and_free(play, channel);

    channel = start(play, "complain merged");
    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel)); /* queued before the mode is set */
    assert_int_equal(libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE), 0);
    expect_stream(play, channel, 0, "merged");
    close_and_free(play, channel);

    channel = start(play, "complain in vain");
    SSH2_CALL(play, rc, libssh2_channel_wait_eof(channel));
    libssh2_channel_handle_extended_data(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE);
    assert_int_equal(libssh2_channel_eof(channel), 1);
    expect_stream(play, channel, SSH_EXTENDED_DATA_STDERR, "");
    close_and_free(play, channel);
}

static void each_mode_treats_errors_as_it_says(void **state)
{
    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = read_streams });
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
    bool at_once = play->pair.to_client.delivery.piece == 0 && !play->pair.to_client.delivery.would_block;

    expect_stream(play, channel, 0, "");
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

/* What is not a step of its own is tried out on a wire without difficulties. */

static void log_in(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings)
{
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
}

static LIBSSH2_CHANNEL *start_at_once(struct ssh2_wire_pair *pair, const char *command)
{
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(pair->session);

    assert_non_null(channel);
    assert_int_equal(libssh2_channel_exec(channel, command), 0);
    return channel;
}

static const struct ssh2_peer_settings honest;

/* A request that was not sent because another one waits does not use up the channel's one start. */
static void a_start_that_was_not_sent_does_not_count(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    int rc;

    (void)state;
    log_in(&pair, &honest);
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

static void windows_count_what_is_not_read(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    unsigned long unread = 0, initial = 0;
    unsigned int before = 0;
    char byte;

    (void)state;
    log_in(&pair, &honest);
    channel = libssh2_channel_open_ex(pair.session, "session", 7, 5000, 1000, NULL, 0);
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_window_read_ex(channel, &unread, &initial), 5000);
    assert_int_equal(unread, 0);
    assert_int_equal(initial, 5000);
    assert_int_equal(libssh2_channel_exec(channel, "bytes 5700"), 0);
    assert_int_equal(libssh2_channel_wait_eof(channel), LIBSSH2_ERROR_CHANNEL_WINDOW_FULL);
    assert_int_equal(libssh2_channel_window_read_ex(channel, &unread, NULL), 5000);
    assert_int_equal(unread, 5000);

    assert_int_equal(libssh2_channel_receive_window_adjust2(channel, 1023, 0, &before), 0); /* saved */
    assert_int_equal(before, 0);
    assert_int_equal(libssh2_channel_window_read(channel), 5000);
    assert_int_equal(libssh2_channel_receive_window_adjust2(channel, 0, 1, &before), 0); /* forced */
    assert_int_equal(libssh2_channel_window_read(channel), 6023);
    assert_int_equal(libssh2_channel_receive_window_adjust(channel, UINT32_MAX, 1),
                     (unsigned long)LIBSSH2_ERROR_PROTO);
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    assert_int_equal(libssh2_channel_flush_ex(channel, LIBSSH2_CHANNEL_FLUSH_EXTENDED_DATA), 0);
    assert_int_equal(libssh2_channel_flush(channel), 5700);
    assert_int_equal(libssh2_channel_read(channel, &byte, 1), 0);
    assert_true(libssh2_channel_window_write_ex(channel, &initial) <= initial);
    assert_int_equal(libssh2_channel_window_write(channel), initial);
    ssh2_wire_pair_close(&pair);
}

/* A program that shortens a write which would have to wait is told no more than it asks about. */
static void a_shorter_repeated_write_is_told_in_pieces(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    char data[100];
    ssize_t n = 0;

    (void)state;
    log_in(&pair, &honest);
    channel = start_at_once(&pair, "cat");
    libssh2_session_set_blocking(pair.session, 0);
    pair.to_peer.delivery = (struct ssh2_delivery){ .piece = 1, .would_block = true };
    assert_int_equal(libssh2_channel_write(channel, "0123456789", 10), LIBSSH2_ERROR_EAGAIN);
    do {
        n = libssh2_channel_write(channel, "0123", 4);
    } while (n == LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(n, 4);
    assert_int_equal(libssh2_channel_write(channel, "456789", 6), 6);
    pair.to_peer.delivery = (struct ssh2_delivery){ 0 };
    libssh2_session_set_blocking(pair.session, 1);
    assert_int_equal(libssh2_channel_send_eof(channel), 0);
    n = libssh2_channel_read(channel, data, sizeof(data));
    assert_int_equal(n, 10);
    assert_memory_equal(data, "0123456789", 10);
    ssh2_wire_pair_close(&pair);
}

/* One channel's window is full and nobody reads it; the others go on. Threat C18: what is unread is no
 * more than that window. */
static void a_full_channel_does_not_hold_up_the_others(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *full, *others[8];
    static char data[100000];
    unsigned long unread = 0;

    (void)state;
    log_in(&pair, &honest);
    full = start_at_once(&pair, "bytes 9000000");
    for (size_t i = 0; i < 8; i++)
        others[i] = start_at_once(&pair, "bytes 100000");
    for (size_t i = 0; i < 8; i++) {
        size_t len = 0;
        ssize_t n = 1;

        for (; n > 0; len += (size_t)n) {
            n = libssh2_channel_read(others[i], data, sizeof(data));
            assert_true(n >= 0);
        }
        assert_int_equal(len, 100000);
        assert_int_equal(libssh2_channel_free(others[i]), 0);
    }
    (void)libssh2_channel_window_read_ex(full, &unread, NULL);
    assert_in_range(unread, 1, LIBSSH2_CHANNEL_WINDOW_DEFAULT);
    ssh2_wire_pair_close(&pair);
}

#if SIZE_MAX > UINT32_MAX

/* Threat C4: sizes that do not fit 32 bits. */
static void buffers_may_be_larger_than_4_gib(void **state)
{
    static const size_t sizes[] = { UINT32_MAX, (size_t)UINT32_MAX + 1, (size_t)UINT32_MAX + 2 };
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    char *buffer = mmap(NULL, sizes[2], PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    (void)state;
    assert_true(buffer != MAP_FAILED);
    log_in(&pair, &honest);
    channel = start_at_once(&pair, "cat");
    for (size_t i = 0; i < 3; i++) {
        ssize_t n = libssh2_channel_write(channel, buffer, sizes[i]);
        ssize_t back = 0;

        assert_in_range(n, 1, LIBSSH2_CHANNEL_WINDOW_DEFAULT);
        while (back < n) {
            ssize_t got = libssh2_channel_read(channel, buffer, sizes[i]);

            assert_in_range(got, 1, n - back);
            back += got;
        }
    }
    ssh2_wire_pair_close(&pair);
    munmap(buffer, sizes[2]);
}

#endif

/* What had come before the connection was lost can still be read. */
static void queued_data_outlives_the_connection(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel, *other;
    char data[16];

    (void)state;
    log_in(&pair, &honest);
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
        cmocka_unit_test(reading_and_writing_may_wait),
        cmocka_unit_test(each_mode_treats_errors_as_it_says),
        cmocka_unit_test(every_end_is_told),
        cmocka_unit_test(how_it_ended_is_known_at_its_end),
        cmocka_unit_test(refusals_are_told),
        cmocka_unit_test(a_start_that_was_not_sent_does_not_count),
        cmocka_unit_test(windows_count_what_is_not_read),
        cmocka_unit_test(a_shorter_repeated_write_is_told_in_pieces),
        cmocka_unit_test(a_full_channel_does_not_hold_up_the_others),
#if SIZE_MAX > UINT32_MAX
        cmocka_unit_test(buffers_may_be_larger_than_4_gib),
#endif
        cmocka_unit_test(queued_data_outlives_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
