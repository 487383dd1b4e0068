/* Opening, asking and ending: RFC 4254, sections 5.1, 5.3 and 5.4. Threats C12, C15, C16, C17. */
#include "src/packet/connection/channel_open_failure.h"
#include "src/session/channel_testing.h"

static int ask_env(struct ssh2_channel *channel)
{
    struct ssh2_chanreq_env env = { .recipient_channel = channel->peer_number,
                                    .want_reply = true,
                                    .variable_name = SSH2_TEXT("A"),
                                    .variable_value = SSH2_TEXT("b") };

    return ssh2_channel_ask(channel, ssh2_chanreq_env_type(), &env);
}

/* Threat C17: EOF and no CLOSE ends reading, not writing. */
static void after_the_peer_s_eof_all_is_read_and_writing_goes_on(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    char data[8];

    (void)state;
    say_text(c, channel, 0, "out");
    say_text(c, channel, 1, "err");
    say_eof(c, channel);
    assert_false(ssh2_channel_is_at_eof(channel)); /* unread data of any stream keeps it away */
    expect_read(channel, 0, "out");
    assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 0);
    assert_false(ssh2_channel_is_at_eof(channel));
    expect_read(channel, 1, "err");
    assert_true(ssh2_channel_is_at_eof(channel));
    assert_int_equal(ssh2_channel_write(channel, 0, "in", 2), 2);
    hang_up(c);
}

/* Threat C17: CLOSE and no EOF. Our CLOSE goes back at once, and what came can still be read. */
static void after_the_peer_s_close_all_is_read(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    char data[8];

    (void)state;
    say_text(c, channel, 0, "out");
    say_close(c, channel);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_CLOSE], 1);
    expect_read(channel, 0, "out");
    assert_int_equal(ssh2_channel_read(channel, 0, data, sizeof(data)), 0);
    assert_true(ssh2_channel_is_at_eof(channel));
    assert_int_equal(ssh2_channel_close(channel), 0);
    assert_int_equal(ssh2_channel_write(channel, 0, "in", 2), LIBSSH2_ERROR_CHANNEL_CLOSED);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_CLOSE], 1); /* RFC 4254, 5.3: one each way */
    hang_up(c);
}

static void closing_sends_eof_and_close_once(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);

    (void)state;
    assert_int_equal(ssh2_channel_send_eof(channel), 0);
    assert_int_equal(ssh2_channel_send_eof(channel), 0);
    assert_int_equal(ssh2_channel_write(channel, 0, "x", 1), LIBSSH2_ERROR_CHANNEL_EOF_SENT);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(ssh2_channel_close(channel), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_EOF], 1);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_CLOSE], 1);
    say_text(c, channel, 0, "late"); /* was on its way: dropped */
    say_close(c, channel);
    assert_int_equal(ssh2_channel_close(channel), 0);
    assert_int_equal(ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM), 0);
    assert_false(is_over(c));
    hang_up(c);
}

/* Threat C12. */
static void no_exit_status_is_not_status_0(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);

    (void)state;
    say_close(c, channel);
    assert_false(channel->has_exit_status);
    assert_int_equal(channel->exit_status, 0);
    hang_up(c);
}

/* Programs close after the last byte, and then want to know how the command ended. */
static void an_exit_status_is_taken_after_our_close(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    struct ssh2_chanreq_exit_status status = { .recipient_channel = channel->local_number,
                                               .exit_status = 3 };

    (void)state;
    assert_int_equal(ssh2_channel_close(channel), LIBSSH2_ERROR_EAGAIN);
    say(c, ssh2_chanreq_exit_status_type(), &status);
    settle(c);
    assert_true(channel->has_exit_status);
    assert_int_equal(channel->exit_status, 3);
    hang_up(c);
}

static void a_request_ends_when_the_peer_closes(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);

    (void)state;
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_EAGAIN);
    say_close(c, channel);
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_CHANNEL_CLOSED);
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_CHANNEL_CLOSED);
    hang_up(c);
}

/* Threat C16: answers that nobody waits for are dropped; each request gets its own. */
static void unasked_answers_answer_nothing(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    struct ssh2_channel *other = get_channel(c, ROOMY, ROOMY, PACKET);

    (void)state;
    for (unsigned i = 0; i < 10000; i++)
        say_answer(c, channel->local_number, i % 2 == 0);
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_EAGAIN);
    say_answer(c, other->local_number, true); /* for another channel */
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_EAGAIN);
    say_answer(c, channel->local_number, false);
    say_answer(c, channel->local_number, true); /* one too many */
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_EAGAIN);
    say_answer(c, channel->local_number, true);
    assert_int_equal(ask_env(channel), 0);
    assert_false(is_over(c));
    hang_up(c);
}

/* Threat C15: the channel goes while its request waits; the answer finds nothing that is not there. */
static void a_channel_may_go_while_its_request_waits(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = get_channel(c, ROOMY, ROOMY, PACKET);
    uint32_t number = channel->local_number;

    (void)state;
    assert_int_equal(ask_env(channel), LIBSSH2_ERROR_EAGAIN);
    ssh2_channel_abandon(channel);
    settle(c);
    say_answer(c, number, true);
    assert_non_null(ssh2_channel_find(&c->client, number)); /* until the peer has closed it too */
    say_close(c, channel);
    assert_null(ssh2_channel_find(&c->client, number));
    assert_false(is_over(c));
    hang_up(c);
}

/* Threat C15: the table grows many times under a channel whose request waits. */
static void thousands_of_channels_may_be_opened_while_one_waits(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *waiting = get_channel(c, ROOMY, ROOMY, PACKET);
    struct ssh2_channel *last = NULL;

    (void)state;
    assert_int_equal(ask_env(waiting), LIBSSH2_ERROR_EAGAIN);
    for (uint32_t i = 1; i <= 5000; i++) {
        last = get_channel(c, ROOMY, ROOMY, PACKET);
        assert_int_equal(last->local_number, i);
    }
    say_text(c, last, 0, "here");
    expect_read(last, 0, "here");
    say_answer(c, waiting->local_number, true);
    assert_int_equal(ask_env(waiting), 0);
    hang_up(c);
}

static const struct ssh2_channel_offer offer = { .channel_type = SSH2_TEXT("session"),
                                                 .window = 1000,
                                                 .packet_max = PACKET };

/* Who gave up waiting for a channel must not get it when he asks for another one. */
static void a_channel_that_comes_too_late_is_closed(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = NULL;
    struct ssh2_channel_open_confirmation confirmation = { .recipient_channel = 0,
                                                           .sender_channel = PEER_CHANNEL,
                                                           .maximum_packet_size = PACKET };

    (void)state;
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);
    ssh2_channel_open_abandon(&c->client);
    settle(c);
    channel = get_channel(c, ROOMY, ROOMY, PACKET);
    assert_int_equal(channel->local_number, 1);
    say(c, ssh2_channel_open_confirmation_type(), &confirmation);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_CLOSE], 1);
    say_close(c, ssh2_channel_find(&c->client, 0));
    assert_null(ssh2_channel_find(&c->client, 0));
    assert_false(is_over(c));
    hang_up(c);
}

static void a_refusal_that_comes_too_late_is_dropped(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = NULL;
    struct ssh2_channel_open_failure failure = { .recipient_channel = 0, .reason_code = 1 };

    (void)state;
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);
    ssh2_channel_open_abandon(&c->client);
    say(c, ssh2_channel_open_failure_type(), &failure);
    settle(c);
    assert_null(ssh2_channel_find(&c->client, 0));
    assert_false(is_over(c));
    hang_up(c);
}

static void a_refusal_tells_the_server_s_reason(void **state)
{
    struct connection *c = log_in();
    struct ssh2_channel *channel = NULL;
    struct ssh2_channel_open_failure failure = { .recipient_channel = 0,
                                                 .reason_code = 2,
                                                 .description = SSH2_TEXT("no route") };

    (void)state;
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);
    say(c, ssh2_channel_open_failure_type(), &failure);
    settle(c);
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_CHANNEL_FAILURE);
    assert_non_null(strstr(c->client_error.message, "reason 2: no route"));
    assert_null(channel);
    hang_up(c);
}

static void impossible_channels_are_not_asked_for(void **state)
{
    static const char long_name[65] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const struct ssh2_channel_offer offers[] = {
        { .channel_type = { NULL, 0 }, .packet_max = 1 },
        { .channel_type = { (const uint8_t *)long_name, 65 }, .packet_max = 1 },
        { .channel_type = { (const uint8_t *)long_name, SIZE_MAX }, .packet_max = 1 },
        { .channel_type = SSH2_TEXT("session"), .packet_max = 0 },
        { .channel_type = SSH2_TEXT("session"),
          .packet_max = 1,
          .type_data = { (const uint8_t *)long_name, SIZE_MAX } },
    };
    struct connection *c = log_in();
    struct ssh2_channel *channel = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++)
        assert_int_equal(ssh2_channel_open(&c->client, &offers[i], &channel), LIBSSH2_ERROR_INVAL);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN], 0);
    assert_false(is_over(c));
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_the_peer_s_eof_all_is_read_and_writing_goes_on),
        cmocka_unit_test(after_the_peer_s_close_all_is_read),
        cmocka_unit_test(closing_sends_eof_and_close_once),
        cmocka_unit_test(no_exit_status_is_not_status_0),
        cmocka_unit_test(an_exit_status_is_taken_after_our_close),
        cmocka_unit_test(a_request_ends_when_the_peer_closes),
        cmocka_unit_test(unasked_answers_answer_nothing),
        cmocka_unit_test(a_channel_may_go_while_its_request_waits),
        cmocka_unit_test(thousands_of_channels_may_be_opened_while_one_waits),
        cmocka_unit_test(a_channel_that_comes_too_late_is_closed),
        cmocka_unit_test(a_refusal_that_comes_too_late_is_dropped),
        cmocka_unit_test(a_refusal_tells_the_server_s_reason),
        cmocka_unit_test(impossible_channels_are_not_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
