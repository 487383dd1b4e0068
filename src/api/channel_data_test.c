/* The chapter of channel_data.c, against the peer: what each function comes to, and that it may wait at
 * any byte. */
#include <sys/mman.h>

#include "src/api/channel_testing.h"

#define TEXT_MAX_BYTES 256u

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

/* A grant that the socket has not taken has not been made: the next thing a program does may be to wait
 * for the server's data, and that would be for ever. */
static void see_the_grant(struct ssh2_play *play, unsigned count)
{
    ssh2_wire_pair_run_peer(&play->pair);
    assert_int_equal(play->pair.peer->received[SSH_MSG_CHANNEL_WINDOW_ADJUST], count);
}

#define SMALL_WINDOW_BYTES 5000

static LIBSSH2_CHANNEL *start_with_small_window(struct ssh2_play *play, const char *command)
{
    LIBSSH2_CHANNEL *channel;
    int rc;

    SSH2_CALL_POINTER(play, channel,
                      libssh2_channel_open_ex(play->session, "session", 7, SMALL_WINDOW_BYTES, 1000, NULL, 0));
    assert_non_null(channel);
    SSH2_CALL(play, rc, libssh2_channel_exec(channel, command));
    assert_int_equal(rc, 0);
    return channel;
}

static void grant_windows(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = start_with_small_window(play, "wait");
    unsigned long window = 0;
    unsigned int before = 0;
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_receive_window_adjust2(channel, 2000, 0, &before));
    assert_int_equal(rc, 0);
    assert_int_equal(before, SMALL_WINDOW_BYTES);
    see_the_grant(play, 1);
    SSH2_CALL(play, rc, libssh2_channel_receive_window_adjust2(channel, 1000, 0, &before)); /* saved */
    assert_int_equal(before, SMALL_WINDOW_BYTES + 2000);
    see_the_grant(play, 1);
    SSH2_CALL(play, window, libssh2_channel_receive_window_adjust(channel, 10, 1));
    assert_int_equal(window, SMALL_WINDOW_BYTES + 2000);
    see_the_grant(play, 2);
    assert_int_equal(libssh2_channel_window_read(channel), SMALL_WINDOW_BYTES + 3010);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
}

static void flush_streams(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = start_with_small_window(play, "bytes 9000");
    unsigned long unread = 0;
    char data[1000];
    ssize_t n, rest = 0;

    while (unread < SMALL_WINDOW_BYTES) {
        (void)libssh2_channel_wait_eof(channel); /* takes in what has come: the end cannot */
        (void)libssh2_channel_window_read_ex(channel, &unread, NULL);
    }
    SSH2_CALL(play, n, libssh2_channel_flush(channel));
    assert_int_equal(n, SMALL_WINDOW_BYTES);
    see_the_grant(play, 1);
    for (; n > 0; rest += n)
        SSH2_MOVE(play, n, libssh2_channel_read(channel, data, sizeof(data)));
    assert_int_equal(rest, 9000 - SMALL_WINDOW_BYTES);
    SSH2_CALL(play, n, libssh2_channel_free(channel));
}

static void no_grant_stays_behind(void **state)
{
    static const char *const grants[] = { "libssh2_channel_receive_window_adjust2",
                                          "libssh2_channel_receive_window_adjust", NULL };
    static const char *const flushes[] = { "libssh2_channel_flush", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = grant_windows, .waits = grants });
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = flush_streams, .waits = flushes });
}

/* A read has no reason to wait for the grant that it makes: the program is told that something is left. */
static void what_a_read_leaves_to_be_sent_is_told(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;
    unsigned long unread = 0;
    char data[2000];

    (void)state;
    log_in(&pair);
    channel = libssh2_channel_open_ex(pair.session, "session", 7, 2 * sizeof(data), 1000, NULL, 0);
    assert_non_null(channel);
    assert_int_equal(libssh2_channel_exec(channel, "bytes 9000"), 0);
    libssh2_session_set_blocking(pair.session, 0);
    while (unread < sizeof(data)) {
        (void)libssh2_channel_wait_eof(channel);
        (void)libssh2_channel_window_read_ex(channel, &unread, NULL);
    }
    pair.to_peer.delivery.would_block = true;
    assert_int_equal(libssh2_session_block_directions(pair.session), LIBSSH2_SESSION_BLOCK_INBOUND);
    assert_int_equal(libssh2_channel_read(channel, data, sizeof(data)), sizeof(data));
    assert_int_equal(libssh2_session_block_directions(pair.session),
                     LIBSSH2_SESSION_BLOCK_INBOUND | LIBSSH2_SESSION_BLOCK_OUTBOUND);
    assert_int_equal(pair.peer->received[SSH_MSG_CHANNEL_WINDOW_ADJUST], 0);
    assert_true(libssh2_channel_read(channel, data, 1) > 0); /* the wire takes it now */
    assert_int_equal(libssh2_session_block_directions(pair.session), LIBSSH2_SESSION_BLOCK_INBOUND);
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
    log_in(&pair);
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
    log_in(&pair);
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

/* K: what a writer waits for is a packet that widens the window, not room in the socket. */
static void a_writer_without_a_window_waits_for_the_server(void **state)
{
    static const struct ssh2_peer_settings narrow = { .window = 10 };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_CHANNEL *channel;
    ssize_t n;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &narrow));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    channel = start_at_once(&pair, "wait");
    libssh2_session_set_blocking(pair.session, 0);
    n = libssh2_channel_write(channel, "more than ten", 13);
    assert_int_equal(n, 10);
    n = libssh2_channel_write(channel, "ten", 3);
    assert_int_equal(n, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(libssh2_session_block_directions(pair.session), LIBSSH2_SESSION_BLOCK_INBOUND);
    assert_int_equal(libssh2_channel_window_write(channel), 0);
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
    log_in(&pair);
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
    log_in(&pair);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_and_writing_may_wait),
        cmocka_unit_test(each_mode_treats_errors_as_it_says),
        cmocka_unit_test(no_grant_stays_behind),
        cmocka_unit_test(what_a_read_leaves_to_be_sent_is_told),
        cmocka_unit_test(windows_count_what_is_not_read),
        cmocka_unit_test(a_shorter_repeated_write_is_told_in_pieces),
        cmocka_unit_test(a_writer_without_a_window_waits_for_the_server),
        cmocka_unit_test(a_full_channel_does_not_hold_up_the_others),
#if SIZE_MAX > UINT32_MAX
        cmocka_unit_test(buffers_may_be_larger_than_4_gib),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
