/* A server that says about channels what it may not: threats C2, C3, C5, C6, C7, C8, C9, C10, C11. */
#include "src/packet/connection/channel_open.h"
#include "src/packet/connection/channel_open_failure.h"
#include "src/packet/connection/chanreq_keepalive.h"
#include "src/session/channel_testing.h"
#include "src/wire/writer.h"

/* Threat C2. */
static void more_than_was_allowed_ends_the_connection(void **state)
{
    static const uint8_t zeros[PACKET + 1];

    (void)state;
    for (uint32_t stream = 0; stream < 2; stream++) {
        struct connection *c = log_in();
        struct ssh2_channel *channel = get_channel(c, 100, ROOMY, PACKET);

        say_data(c, channel, stream, ssh2_bytes(zeros, 101)); /* than the window */
        settle(c);
        assert_true(is_over(c));
        assert_int_equal(ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM), 0);
        hang_up(c);

        c = log_in();
        channel = get_channel(c, ROOMY, ROOMY, PACKET);
        say_data(c, channel, stream, ssh2_bytes(zeros, PACKET + 1)); /* than a packet */
        settle(c);
        assert_true(is_over(c));
        hang_up(c);
    }
}

/* A message about a channel that has nothing in it but its number, or empty strings. */
static struct ssh2_bytes message(uint8_t *out, size_t capacity, uint8_t number, uint32_t channel)
{
    struct ssh2_writer w = ssh2_writer(out, capacity);

    ssh2_write_byte(&w, number);
    ssh2_write_uint32(&w, channel);
    switch (number) {
    case SSH_MSG_CHANNEL_OPEN_CONFIRMATION:
        ssh2_write_uint32(&w, PEER_CHANNEL);
        ssh2_write_uint32(&w, 1000);
        ssh2_write_uint32(&w, 1000);
        break;
    case SSH_MSG_CHANNEL_OPEN_FAILURE:
        ssh2_write_uint32(&w, 1);
        ssh2_write_string(&w, ssh2_text("no"));
        ssh2_write_string(&w, ssh2_text(""));
        break;
    case SSH_MSG_CHANNEL_WINDOW_ADJUST:
        ssh2_write_uint32(&w, 1);
        break;
    case SSH_MSG_CHANNEL_DATA:
        ssh2_write_string(&w, ssh2_text("x"));
        break;
    case SSH_MSG_CHANNEL_EXTENDED_DATA:
        ssh2_write_uint32(&w, 1);
        ssh2_write_string(&w, ssh2_text("x"));
        break;
    case SSH_MSG_CHANNEL_REQUEST:
        ssh2_write_string(&w, ssh2_text("exit-status"));
        ssh2_write_boolean(&w, false);
        ssh2_write_uint32(&w, 1);
        break;
    default:
        break;
    }
    assert_int_equal(w.status, SSH2_OK);
    return ssh2_written(&w);
}

enum standing { UNKNOWN, LAST_NUMBER, NOT_CONFIRMED, OPEN, EOF_CAME, CLOSE_CAME, WE_CLOSED, GONE };

/* Number 0 is in this state. */
static struct ssh2_channel *bring_about(struct connection *c, enum standing standing)
{
    struct ssh2_channel_offer offer = { .channel_type = SSH2_TEXT("session"), .packet_max = 1 };
    struct ssh2_channel *channel = NULL;

    if (standing == UNKNOWN || standing == LAST_NUMBER)
        return NULL;
    if (standing == NOT_CONFIRMED) {
        assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);
        settle(c);
        return c->client.opening;
    }
    channel = get_channel(c, ROOMY, ROOMY, PACKET);
    if (standing == EOF_CAME)
        say_eof(c, channel);
    if (standing == WE_CLOSED || standing == GONE)
        assert_int_equal(ssh2_channel_close(channel), LIBSSH2_ERROR_EAGAIN);
    if (standing == CLOSE_CAME || standing == GONE)
        say_close(c, channel);
    if (standing == GONE) {
        ssh2_channel_abandon(channel);
        channel = NULL;
    }
    return channel;
}

/* Whether a message may come: RFC 4254, section 5, and docs/spec/state-machine.md, section 6. */
static bool may_come(enum standing standing, uint8_t number)
{
    switch (standing) {
    case OPEN:
    case WE_CLOSED:
        return number > SSH_MSG_CHANNEL_OPEN_FAILURE;
    case EOF_CAME:
        return number == SSH_MSG_CHANNEL_WINDOW_ADJUST || number >= SSH_MSG_CHANNEL_CLOSE;
    case NOT_CONFIRMED:
        return number <= SSH_MSG_CHANNEL_OPEN_FAILURE;
    default:
        return false;
    }
}

/* Threats C2, C5, C6: every message for channels in every state, and for those that there are none of. */
static void each_message_comes_only_in_its_states(void **state)
{
    (void)state;
    for (int standing = UNKNOWN; standing <= GONE; standing++)
        for (uint8_t number = SSH_MSG_CHANNEL_OPEN_CONFIRMATION; number <= SSH_MSG_CHANNEL_FAILURE;
             number++) {
            struct connection *c = log_in();
            struct ssh2_channel *channel = bring_about(c, (enum standing)standing);
            uint8_t bytes[64];

            say_payload(c, message(bytes, sizeof(bytes), number,
                                   standing == LAST_NUMBER ? UINT32_MAX : 0));
            settle(c);
            if (is_over(c) == may_come((enum standing)standing, number))
                fail_msg("message %u in state %d", (unsigned)number, standing);
            if (is_over(c) && channel != NULL) /* and no event came of it */
                assert_int_equal(ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM), 0);
            if (is_over(c) && channel != NULL)
                assert_false(channel->has_exit_status);
            hang_up(c);
        }
}

/* Threats C7, C9, C11: every message cut at every byte. Threat P18. */
static void cut_messages_end_the_connection(void **state)
{
    (void)state;
    for (uint8_t number = SSH_MSG_CHANNEL_OPEN_CONFIRMATION; number <= SSH_MSG_CHANNEL_FAILURE; number++) {
        uint8_t bytes[64];
        size_t whole = message(bytes, sizeof(bytes), number, 0).len;

        for (size_t len = 1; len < whole; len++) {
            struct connection *c = log_in();

            (void)bring_about(c, number <= SSH_MSG_CHANNEL_OPEN_FAILURE ? NOT_CONFIRMED : OPEN);
            say_payload(c, ssh2_bytes(bytes, len));
            settle(c);
            if (!is_over(c))
                fail_msg("message %u of %zu bytes", (unsigned)number, len);
            hang_up(c);
        }
    }
}

/* Threat C9: lengths that wrap, and fields that are not there. */
static void malformed_exits_end_the_connection(void **state)
{
    static const struct {
        const char *type;
        struct ssh2_bytes rest;
    } cases[] = {
        { "exit-signal", SSH2_TEXT("") },
        { "exit-signal", SSH2_TEXT("\xff\xff\xff\xffKILL") },
        { "exit-signal", SSH2_TEXT("\0\0\0\4KILL") },
        { "exit-signal", SSH2_TEXT("\0\0\0\4KILL\0\0\0\0\0\xff\xff\xff\xff") },
        { "exit-signal", SSH2_TEXT("\0\0\0\4KILL\0\0\0\0\0\0\0\0\1") },
        { "exit-status", SSH2_TEXT("\0\0\0\1\0") },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct connection *c = log_in();
        struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
        uint8_t bytes[64];
        struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

        ssh2_write_byte(&w, SSH_MSG_CHANNEL_REQUEST);
        ssh2_write_uint32(&w, channel->local_number);
        ssh2_write_string(&w, ssh2_text(cases[i].type));
        ssh2_write_boolean(&w, false);
        ssh2_write_bytes(&w, cases[i].rest);
        say_payload(c, ssh2_written(&w));
        settle(c);
        assert_true(is_over(c));
        assert_null(channel->exit_signal.data);
        hang_up(c);
    }
}

/* Threat C10: the first one counts, and the others cost nothing. */
static void only_the_first_exit_counts(void **state)
{
    static const char *const names[] = { "KILL", "TERM" };
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    const uint8_t *kept = NULL;

    (void)state;
    for (uint32_t i = 0; i < 10000; i++) {
        struct ssh2_chanreq_exit_signal signal = { .recipient_channel = channel->local_number,
                                                   .signal_name = ssh2_text(names[i > 0]) };
        struct ssh2_chanreq_exit_status status = { .recipient_channel = channel->local_number,
                                                   .exit_status = i + 7 };

        say(c, ssh2_chanreq_exit_signal_type(), &signal);
        say(c, ssh2_chanreq_exit_status_type(), &status);
        settle(c);
        kept = i == 0 ? channel->exit_signal.data : kept;
    }
    assert_true(ssh2_bytes_equal(channel->exit_signal, ssh2_text("KILL")));
    assert_ptr_equal(channel->exit_signal.data, kept);
    assert_int_equal(channel->exit_status, 7);
    hang_up(c);
}

/* Threat C8: a client that serves nothing refuses all, for ever, and holds nothing of it. */
static void channels_that_nobody_asked_for_are_refused(void **state)
{
    static const char *const types[] = { "session", "direct-tcpip", "x11", "forwarded-tcpip",
                                         "auth-agent@openssh.com", "anything" };
    struct connection *c = log_in();
    struct ssh2_channel_open_failure failure;

    (void)state;
    for (uint32_t i = 0; i < 100000; i++) {
        struct ssh2_channel_open open = { .channel_type = ssh2_text(types[i % 6]),
                                          .sender_channel = i,
                                          .initial_window_size = 1000,
                                          .maximum_packet_size = 1000 };

        say(c, ssh2_channel_open_type(), &open);
        if (i % 32 == 0)
            settle(c);
    }
    settle(c);
    assert_false(is_over(c));
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_FAILURE], 100000);
    expect_last(c, ssh2_channel_open_failure_type(), &failure);
    assert_int_equal(failure.reason_code, SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
    assert_int_equal(failure.recipient_channel, 99999);
    assert_int_equal(c->client.channel_capacity, 0);
    hang_up(c);
}

/* Threat C3. */
static void packets_of_no_bytes_are_refused(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel_offer offer = { .channel_type = SSH2_TEXT("session"), .packet_max = 1 };
    struct ssh2_channel_open_confirmation confirmation = { .recipient_channel = 0 };
    struct ssh2_channel *channel = NULL;

    (void)state;
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);
    say(c, ssh2_channel_open_confirmation_type(), &confirmation);
    settle(c);
    assert_true(is_over(c));
    hang_up(c);
}

/* Requests that are not known get their answer, if they want one: OpenSSH's keepalives live on it. */
static void unknown_requests_are_answered_if_they_want_it(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    struct ssh2_chanreq_keepalive keepalive = { .recipient_channel = channel->local_number,
                                                .want_reply = true };

    (void)state;
    say(c, ssh2_chanreq_keepalive_type(), &keepalive);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_FAILURE], 1);
    keepalive.want_reply = false;
    say(c, ssh2_chanreq_keepalive_type(), &keepalive);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_FAILURE], 1);
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_was_allowed_ends_the_connection),
        cmocka_unit_test(each_message_comes_only_in_its_states),
        cmocka_unit_test(cut_messages_end_the_connection),
        cmocka_unit_test(malformed_exits_end_the_connection),
        cmocka_unit_test(only_the_first_exit_counts),
        cmocka_unit_test(channels_that_nobody_asked_for_are_refused),
        cmocka_unit_test(packets_of_no_bytes_are_refused),
        cmocka_unit_test(unknown_requests_are_answered_if_they_want_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
