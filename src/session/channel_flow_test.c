/* Data and windows: RFC 4254, section 5.2. Threats C1, C3, C13, C14, C18. */
#include "src/session/channel_testing.h"

/* What the client has granted beyond the first window. */
struct ledger {
    uint64_t granted;
    unsigned adjusts;
};

static void note_adjust(void *listener, struct ssh2_bytes payload)
{
    struct ledger *ledger = listener;
    struct ssh2_channel_window_adjust adjust;

    if (payload.data[0] != SSH_MSG_CHANNEL_WINDOW_ADJUST)
        return;
    assert_int_equal(ssh2_channel_window_adjust_parse(payload, &adjust), SSH2_OK);
    assert_int_equal(adjust.recipient_channel, PEER_CHANNEL);
    ledger->granted += adjust.bytes_to_add;
    ledger->adjusts++;
}

static struct connection *log_in_with_ledger(struct ledger *ledger)
{
    struct connection *c = log_in();

    *ledger = (struct ledger){ 0 };
    c->hear = note_adjust;
    c->listener = ledger;
    return c;
}

static void say_zeros(struct connection *c, struct ssh2_channel *channel, uint32_t stream, size_t len)
{
    static const uint8_t zeros[PACKET];

    say_data(c, channel, stream, ssh2_bytes(zeros, len));
    settle(c);
}

static void streams_are_read_apart(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    char data[8];

    (void)state;
    say_text(c, channel, 1, "err");
    say_text(c, channel, 0, "out");
    say_text(c, channel, UINT32_MAX, "private");
    expect_read(channel, 0, "out");
    assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), LIBSSH2_ERROR_EAGAIN);
    expect_read(channel, 1, "err");
    expect_read(channel, UINT32_MAX, "private");
    hang_up(c);
}

static void merging_takes_what_was_queued_in_order(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);

    (void)state;
    say_text(c, channel, 0, "a");
    say_text(c, channel, 1, "b");
    assert_int_equal(ssh2_channel_set_extended_mode(channel, SSH2_EXTENDED_MERGE), 0);
    say_text(c, channel, 1, "c");
    say_text(c, channel, 0, "d");
    expect_read(channel, 0, "abcd");
    hang_up(c);
}

/* Threats C13, C14: whatever is dropped, of any stream, is granted again, once. */
static void dropped_data_is_granted_again_exactly_once(void **state)
{
    static const uint32_t streams[] = { 0, 1, 2, 0xfe000000u, UINT32_MAX };
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);

    (void)state;
    for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++)
        say_zeros(c, channel, streams[i], 1000);
    assert_int_equal(channel->local_window, 5000);
    assert_int_equal(ssh2_channel_flush(channel, 1), 1000);
    assert_int_equal(ssh2_channel_flush(channel, SSH2_EXTENDED_STREAMS), 3000);
    assert_int_equal(ssh2_channel_flush(channel, SSH2_EXTENDED_STREAMS), 0);
    assert_int_equal(ssh2_channel_flush(channel, SSH2_ANY_STREAM), 1000);
    assert_int_equal(ssh2_channel_grant(channel, 5000), 0);
    settle(c);
    assert_int_equal(ledger.granted, 5000);
    assert_int_equal(channel->local_window, 10000);
    hang_up(c);
}

static void ignoring_drops_what_was_queued_and_what_comes(void **state)
{
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);
    uint64_t sent = 4000;

    (void)state;
    say_zeros(c, channel, 1, 3000);
    say_zeros(c, channel, 7, 1000);
    assert_int_equal(ssh2_channel_set_extended_mode(channel, SSH2_EXTENDED_IGNORE), 0);
    assert_int_equal(ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM), 0);
    for (unsigned i = 0; i < 100; i++, sent += 5000)
        say_zeros(c, channel, 1 + i % 3, 5000);
    assert_false(is_over(c));
    assert_int_equal(10000 + ledger.granted, sent + channel->local_window);
    hang_up(c);
}

static void what_is_read_is_granted_many_bytes_at_a_time(void **state)
{
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);
    uint8_t data[100];
    uint64_t sent = 0;

    (void)state;
    for (; sent < 100000; sent += 100) {
        say_zeros(c, channel, 0, 100);
        assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 100);
        settle(c);
    }
    assert_in_range(ledger.adjusts, 10, 20);
    assert_int_equal(10000 + ledger.granted, sent + channel->local_window);
    hang_up(c);
}

/* The peer sends all that it may, and learns of grants only then, as on a long link. */
static void send_all_that_is_known(struct connection *c, struct ssh2_channel *channel,
                                   uint64_t window)
{
    static uint8_t data[PACKET];

    for (; window > 0; window -= PACKET) {
        say_zeros(c, channel, 0, PACKET);
        assert_int_equal(ssh2_channel_read(channel, 0, data, PACKET), PACKET);
    }
}

static void a_window_grows_while_it_keeps_a_reader_waiting(void **state)
{
    static const uint32_t targets[] = { 8u << 20, 32u << 20, 32u << 20 };
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 2u << 20, ROOMY, PACKET);
    uint64_t sent = 0;
    uint8_t data[PACKET];

    (void)state;
    for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
        uint64_t known = (2u << 20) + ledger.granted - sent;

        send_all_that_is_known(c, channel, known);
        sent += known;
        for (unsigned again = 0; again < 3; again++)
            assert_int_equal(ssh2_channel_read(channel, 0, data, PACKET), LIBSSH2_ERROR_EAGAIN);
        settle(c);
        assert_int_equal(channel->local_window_target, targets[i]);
        assert_int_equal((2u << 20) + ledger.granted, sent + channel->local_window);
    }
    hang_up(c);
}

/* The reader is slow, and then the peer has no more to say. */
static void a_window_that_keeps_nobody_waiting_stays(void **state)
{
    static uint8_t data[PACKET];
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 2u << 20, ROOMY, PACKET);

    (void)state;
    for (unsigned round = 0; round < 5; round++) {
        uint32_t packets = channel->local_window / PACKET - 2;

        for (uint32_t i = 0; i < packets; i++)
            say_zeros(c, channel, 0, PACKET);
        for (uint32_t i = 0; i < packets; i++)
            assert_int_equal(ssh2_channel_read(channel, 0, data, PACKET), PACKET);
        assert_int_equal(ssh2_channel_read(channel, 0, data, PACKET), LIBSSH2_ERROR_EAGAIN);
        settle(c);
        assert_int_equal(channel->local_window_target, 2u << 20);
    }
    hang_up(c);
}

/* Errors that nobody reads take up most of the window: output still goes on in what is left. */
static void unread_errors_do_not_stop_output_before_they_fill_the_window(void **state)
{
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);
    uint8_t data[500];

    (void)state;
    say_zeros(c, channel, 1, 9500);
    for (unsigned i = 0; i < 20; i++) {
        say_zeros(c, channel, 0, 500);
        assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 500);
        assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), LIBSSH2_ERROR_EAGAIN);
        settle(c);
        assert_int_equal(channel->local_window, 500);
    }
    assert_int_equal(ledger.granted, 20 * 500);
    hang_up(c);
}

/* Threat C18: what nobody reads is never more than the window. */
static void unread_data_is_bounded_by_the_window(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, 2 * PACKET, ROOMY, PACKET);

    (void)state;
    say_zeros(c, channel, 0, PACKET);
    say_zeros(c, channel, 1, PACKET);
    assert_false(is_over(c));
    assert_int_equal(ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM), 2 * PACKET);
    say_zeros(c, channel, 0, 1);
    assert_true(is_over(c));
    hang_up(c);
}

static void nothing_is_granted_to_a_peer_that_has_ended(void **state)
{
    struct ledger ledger;
    struct connection *c = log_in_with_ledger(&ledger);
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);
    uint8_t data[10000];

    (void)state;
    say_zeros(c, channel, 0, 10000);
    say_eof(c, channel);
    assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 10000);
    assert_int_equal(ssh2_channel_grant(channel, 5000), 0);
    assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 0);
    settle(c);
    assert_int_equal(ledger.adjusts, 0);
    hang_up(c);
}

static void a_grant_past_the_largest_window_is_refused(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, 10000, ROOMY, PACKET);

    (void)state;
    assert_int_equal(ssh2_channel_grant(channel, UINT32_MAX), LIBSSH2_ERROR_PROTO);
    assert_int_equal(ssh2_channel_grant(channel, UINT32_MAX - 10000), 0);
    assert_int_equal(channel->local_window, UINT32_MAX);
    hang_up(c);
}

static void say_adjust(struct connection *c, const struct ssh2_channel *channel, uint32_t count)
{
    struct ssh2_channel_window_adjust adjust = { .recipient_channel = channel->local_number,
                                                 .bytes_to_add = count };

    say(c, ssh2_channel_window_adjust_type(), &adjust);
    settle(c);
}

/* Threat C1. */
static void the_peer_s_window_reaches_2_32_less_1_and_no_more(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, 5, PACKET);

    (void)state;
    for (unsigned i = 0; i < 10000; i++)
        say_adjust(c, channel, 0);
    assert_int_equal(channel->peer_window, 5);
    say_adjust(c, channel, UINT32_MAX - 5);
    assert_int_equal(channel->peer_window, UINT32_MAX);
    assert_false(is_over(c));
    say_adjust(c, channel, 1);
    assert_true(is_over(c));
    hang_up(c);
}

static void a_full_window_is_waited_for(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, 4, PACKET);

    (void)state;
    assert_int_equal(ssh2_channel_write(channel, 0, "abcdef", 6), 4);
    assert_int_equal(ssh2_channel_write(channel, 0, "ef", 2), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_channel_write(channel, 0, "", 0), 0); /* an empty packet needs no window */
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_DATA], 2);
    say_adjust(c, channel, 1);
    assert_int_equal(ssh2_channel_write(channel, 0, "ef", 2), 1);
    hang_up(c);
}

/* Threat C3: packets of one byte are as good as others, only slow; they are not made without end. */
static void packets_of_one_byte_carry_data(void **state)
{
    static const uint8_t zeros[100000];
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, 1);
    ssize_t n = ssh2_channel_write(channel, 0, zeros, sizeof(zeros));

    (void)state;
    assert_in_range(n, 1, 1024);
    assert_true(ssh2_transport_output(c->client.transport).len < 262144);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_DATA], n);
    hang_up(c);
}

static size_t heard_len;

static void note_len(void *listener, struct ssh2_bytes payload)
{
    (void)listener;
    if (payload.data[0] == SSH_MSG_CHANNEL_DATA && payload.len > heard_len)
        heard_len = payload.len;
}

/* Threats C3, C4: a peer that takes any size, and a caller that has any. */
static void the_largest_packets_are_no_larger_than_the_transport_takes(void **state)
{
    static const uint8_t zeros[1u << 20];
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, UINT32_MAX, UINT32_MAX);
    size_t sent = 0;

    (void)state;
    c->hear = note_len;
    while (sent < sizeof(zeros)) {
        ssize_t n = ssh2_channel_write(channel, 0, zeros + sent, sizeof(zeros) - sent);

        assert_true(n > 0 || n == LIBSSH2_ERROR_EAGAIN);
        sent += n > 0 ? (size_t)n : 0;
        settle(c);
    }
    assert_in_range(heard_len, 1, SSH2_CHANNEL_PACKET_MAX_BYTES + SSH2_CHANNEL_DATA_HEADER_BYTES);
    assert_int_equal(channel->peer_window, UINT32_MAX - sizeof(zeros));
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_are_read_apart),
        cmocka_unit_test(merging_takes_what_was_queued_in_order),
        cmocka_unit_test(dropped_data_is_granted_again_exactly_once),
        cmocka_unit_test(ignoring_drops_what_was_queued_and_what_comes),
        cmocka_unit_test(what_is_read_is_granted_many_bytes_at_a_time),
        cmocka_unit_test(a_window_grows_while_it_keeps_a_reader_waiting),
        cmocka_unit_test(a_window_that_keeps_nobody_waiting_stays),
        cmocka_unit_test(unread_errors_do_not_stop_output_before_they_fill_the_window),
        cmocka_unit_test(unread_data_is_bounded_by_the_window),
        cmocka_unit_test(nothing_is_granted_to_a_peer_that_has_ended),
        cmocka_unit_test(a_grant_past_the_largest_window_is_refused),
        cmocka_unit_test(the_peer_s_window_reaches_2_32_less_1_and_no_more),
        cmocka_unit_test(a_full_window_is_waited_for),
        cmocka_unit_test(packets_of_one_byte_carry_data),
        cmocka_unit_test(the_largest_packets_are_no_larger_than_the_transport_takes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
