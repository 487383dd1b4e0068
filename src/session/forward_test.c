#include "src/session/forward.h"

#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_open_confirmation.h"
#include "src/packet/connection/channel_open_failure.h"
#include "src/packet/connection/channel_open_forwarded_tcpip.h"
#include "src/packet/connection/channel_window_adjust.h"
#include "src/packet/connection/global_cancel_tcpip_forward.h"
#include "src/packet/connection/global_tcpip_forward.h"
#include "src/packet/connection/global_tcpip_forward_success.h"
#include "src/packet/connection/request_failure.h"
#include "src/packet/connection/request_success.h"
#include "src/session/server_testing.h"

#define ADDRESS "localhost"
#define PORT 4711u

static uint32_t offer(void *context, struct ssh2_channel *channel, const struct ssh2_channel_open *open)
{
    (void)open;
    return ssh2_listener_offer(context, channel);
}

static struct connection *log_in_forwarding(void)
{
    struct connection *c = log_in();

    c->client.hooks.context = &c->client;
    c->client.hooks.channel_open = offer;
    return c;
}

static int listen_on(struct connection *c, uint32_t port, uint32_t queue_max,
                     struct ssh2_listener **out)
{
    return ssh2_listener_open(&c->client, ssh2_text(ADDRESS), port, queue_max, out);
}

/* A listener on PORT that the server has agreed to. */
static struct ssh2_listener *get_listener(struct connection *c, uint32_t queue_max)
{
    struct ssh2_request_success success = { { NULL, 0 } };
    struct ssh2_listener *listener = NULL;

    assert_int_equal(listen_on(c, PORT, queue_max, &listener), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_request_success_type(), &success);
    settle(c);
    assert_int_equal(listen_on(c, PORT, queue_max, &listener), 0);
    return listener;
}

static void someone_connects(struct connection *c, const char *address, uint32_t port)
{
    struct ssh2_channel_open_forwarded_tcpip open = {
        .sender_channel = 7,
        .initial_window_size = 100,
        .maximum_packet_size = 50,
        .connected_address = ssh2_text(address),
        .connected_port = port,
        .originator_address = ssh2_text("192.0.2.1"),
        .originator_port = 1024,
    };

    say(c, ssh2_channel_open_forwarded_tcpip_type(), &open);
}

static void expect_refusal(const struct connection *c, uint32_t reason)
{
    struct ssh2_channel_open_failure failure;

    expect_last(c, ssh2_channel_open_failure_type(), &failure);
    assert_int_equal(failure.recipient_channel, 7);
    assert_int_equal(failure.reason_code, reason);
}

static void the_server_is_asked_for_the_address_as_given(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_global_tcpip_forward request;
    struct ssh2_listener *listener = get_listener(c, 0);

    (void)state;
    expect_last(c, ssh2_global_tcpip_forward_type(), &request);
    assert_true(request.want_reply);
    assert_true(ssh2_bytes_equal(request.address_to_bind, ssh2_text(ADDRESS)));
    assert_int_equal(request.port_to_bind, PORT);
    assert_int_equal(listener->port, PORT);
    hang_up(c);
}

static void the_server_chooses_a_port_when_asked_for_0(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_global_tcpip_forward_success success = { .bound_port = 2222 };
    struct ssh2_listener *listener = NULL;

    (void)state;
    assert_int_equal(listen_on(c, 0, 0, &listener), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_global_tcpip_forward_success_type(), &success);
    settle(c);
    assert_int_equal(listen_on(c, 0, 0, &listener), 0);
    assert_int_equal(listener->port, 2222);
    hang_up(c);
}

static void a_choice_of_no_port_ends_the_connection(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_request_success success = { { NULL, 0 } };
    struct ssh2_listener *listener = NULL;

    (void)state;
    assert_int_equal(listen_on(c, 0, 0, &listener), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_request_success_type(), &success);
    settle(c);
    assert_int_equal(listen_on(c, 0, 0, &listener), LIBSSH2_ERROR_PROTO);
    assert_null(listener);
    assert_true(ssh2_transport_is_dead(c->client.transport));
    hang_up(c);
}

static void a_refused_request_leaves_no_listener(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_request_failure failure = { 0 };
    struct ssh2_listener *listener = NULL;

    (void)state;
    assert_int_equal(listen_on(c, PORT, 0, &listener), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_request_failure_type(), &failure);
    settle(c);
    assert_int_equal(listen_on(c, PORT, 0, &listener), LIBSSH2_ERROR_REQUEST_DENIED);
    assert_null(c->client.listeners);
    get_listener(c, 0);
    hang_up(c);
}

static void impossible_ports_and_addresses_are_not_sent(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = NULL;

    (void)state;
    assert_int_equal(listen_on(c, 65536, 0, &listener), LIBSSH2_ERROR_INVAL);
    assert_int_equal(listen_on(c, UINT32_MAX, 0, &listener), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_listener_open(&c->client, ssh2_bytes("a\0b", 3), PORT, 0, &listener),
                     LIBSSH2_ERROR_INVAL);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_GLOBAL_REQUEST], 0);
    hang_up(c);
}

static void connections_are_accepted_in_their_order(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);

    (void)state;
    assert_null(ssh2_listener_accept(listener));
    someone_connects(c, ADDRESS, PORT);
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_CONFIRMATION], 2);

    struct ssh2_channel *first = ssh2_listener_accept(listener);
    struct ssh2_channel *second = ssh2_listener_accept(listener);

    assert_non_null(first);
    assert_non_null(second);
    assert_true(first->local_number < second->local_number);
    assert_int_equal(first->peer_window, 100);
    assert_null(ssh2_listener_accept(listener));
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    assert_non_null(ssh2_listener_accept(listener));
    hang_up(c);
}

static void a_connection_gets_its_whole_window_when_it_is_accepted(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);
    struct ssh2_channel_open_confirmation confirmation;
    struct ssh2_channel_window_adjust adjust;

    (void)state;
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    expect_last(c, ssh2_channel_open_confirmation_type(), &confirmation);
    assert_int_equal(confirmation.initial_window_size, SSH2_LISTENER_WINDOW_BYTES);
    ssh2_listener_accept(listener);
    settle(c);
    expect_last(c, ssh2_channel_window_adjust_type(), &adjust);
    assert_int_equal(confirmation.initial_window_size + adjust.bytes_to_add,
                     LIBSSH2_CHANNEL_WINDOW_DEFAULT);
    hang_up(c);
}

static void what_came_before_accepting_can_be_read_after(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);
    struct ssh2_channel_data data = { .recipient_channel = 0, .data = ssh2_text("hello") };
    char text[8] = "";

    (void)state;
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    say(c, ssh2_channel_data_type(), &data);
    settle(c);
    assert_int_equal(ssh2_channel_read(ssh2_listener_accept(listener), 0, text, sizeof(text)), 5);
    assert_string_equal(text, "hello");
    hang_up(c);
}

static void a_connection_before_the_consent_was_looked_at_finds_its_listener(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_global_tcpip_forward_success success = { .bound_port = 2222 };
    struct ssh2_listener *listener = NULL;

    (void)state;
    assert_int_equal(listen_on(c, 0, 0, &listener), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_global_tcpip_forward_success_type(), &success);
    someone_connects(c, ADDRESS, 2222);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_CONFIRMATION], 1);
    assert_int_equal(listen_on(c, 0, 0, &listener), 0);
    assert_non_null(ssh2_listener_accept(listener));
    hang_up(c);
}

static void what_nobody_listens_for_is_prohibited(void **state)
{
    static const struct {
        const char *address;
        uint32_t port;
    } strangers[] = { { ADDRESS, PORT + 1 }, { ADDRESS, 0 }, { "", PORT }, { "localhost.", PORT } };
    struct connection *c = log_in_forwarding();

    (void)state;
    get_listener(c, 0);
    for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
        someone_connects(c, strangers[i].address, strangers[i].port);
        settle(c);
        assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_FAILURE], i + 1);
        expect_refusal(c, SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
    }
    hang_up(c);
}

static void a_full_queue_refuses_more(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 2);

    (void)state;
    for (int i = 0; i < 3; i++)
        someone_connects(c, ADDRESS, PORT);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_CONFIRMATION], 2);
    expect_refusal(c, SSH_OPEN_RESOURCE_SHORTAGE);
    ssh2_listener_accept(listener);
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_OPEN_CONFIRMATION], 3);
    hang_up(c);
}

static void a_queue_without_a_limit_has_ours(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);

    (void)state;
    for (unsigned i = 0; i < SSH2_LISTENER_QUEUE_MAX_COUNT + 1; i++) {
        someone_connects(c, ADDRESS, PORT);
        settle(c);
    }
    assert_int_equal(listener->queue_count, SSH2_LISTENER_QUEUE_MAX_COUNT);
    expect_refusal(c, SSH_OPEN_RESOURCE_SHORTAGE);
    hang_up(c);
}

static void cancelling_closes_what_waits_and_keeps_what_was_accepted(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);
    struct ssh2_channel *accepted = NULL;

    (void)state;
    someone_connects(c, ADDRESS, PORT);
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    accepted = ssh2_listener_accept(listener);
    assert_int_equal(ssh2_listener_cancel(listener), 0);
    assert_int_equal(ssh2_listener_cancel(listener), 0); /* once more does nothing */
    settle(c);
    assert_int_equal(c->received[SSH_MSG_GLOBAL_REQUEST], 2);
    assert_int_equal(c->received[SSH_MSG_CHANNEL_CLOSE], 1);
    assert_false(accepted->close_sent);
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    expect_refusal(c, SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
    ssh2_listener_free(listener);
    assert_null(c->client.listeners);
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    expect_refusal(c, SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
    hang_up(c);
}

static void a_cancelled_port_is_named_as_it_was_bound(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_global_cancel_tcpip_forward cancel;

    (void)state;
    assert_int_equal(ssh2_listener_cancel(get_listener(c, 0)), 0);
    settle(c);
    expect_last(c, ssh2_global_cancel_tcpip_forward_type(), &cancel);
    assert_false(cancel.want_reply);
    assert_true(ssh2_bytes_equal(cancel.address_to_bind, ssh2_text(ADDRESS)));
    assert_int_equal(cancel.port_to_bind, PORT);
    hang_up(c);
}

static void cancelling_works_on_a_dead_connection(void **state)
{
    struct connection *c = log_in_forwarding();
    struct ssh2_listener *listener = get_listener(c, 0);

    (void)state;
    someone_connects(c, ADDRESS, PORT);
    settle(c);
    ssh2_transport_input_ended(c->client.transport);
    assert_int_equal(ssh2_listener_cancel(listener), 0);
    assert_null(listener->first);
    hang_up(c); /* which frees the listener */
}

/* Threat C7: every message that is cut short. */
static void a_malformed_connection_ends_the_session(void **state)
{
    struct ssh2_channel_open_forwarded_tcpip whole = {
        .maximum_packet_size = 1, .connected_address = ssh2_text(ADDRESS), .connected_port = PORT
    };
    size_t len = ssh2_channel_open_forwarded_tcpip_len(&whole);

    (void)state;
    for (size_t cut = 1; cut < len; cut += 5) {
        struct connection *c = log_in_forwarding();
        uint8_t payload[128];
        struct ssh2_writer w = ssh2_writer(payload, sizeof(payload));
        struct ssh2_bytes part = ssh2_bytes(payload, len - cut);

        get_listener(c, 0);
        ssh2_channel_open_forwarded_tcpip_write(&w, &whole);
        assert_int_equal(ssh2_transport_send(c->server, &part, 1), 0);
        assert_int_equal(settle(c), LIBSSH2_ERROR_PROTO);
        hang_up(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_server_is_asked_for_the_address_as_given),
        cmocka_unit_test(the_server_chooses_a_port_when_asked_for_0),
        cmocka_unit_test(a_choice_of_no_port_ends_the_connection),
        cmocka_unit_test(a_refused_request_leaves_no_listener),
        cmocka_unit_test(impossible_ports_and_addresses_are_not_sent),
        cmocka_unit_test(connections_are_accepted_in_their_order),
        cmocka_unit_test(a_connection_gets_its_whole_window_when_it_is_accepted),
        cmocka_unit_test(what_came_before_accepting_can_be_read_after),
        cmocka_unit_test(a_connection_before_the_consent_was_looked_at_finds_its_listener),
        cmocka_unit_test(what_nobody_listens_for_is_prohibited),
        cmocka_unit_test(a_full_queue_refuses_more),
        cmocka_unit_test(a_queue_without_a_limit_has_ours),
        cmocka_unit_test(cancelling_closes_what_waits_and_keeps_what_was_accepted),
        cmocka_unit_test(a_cancelled_port_is_named_as_it_was_bound),
        cmocka_unit_test(cancelling_works_on_a_dead_connection),
        cmocka_unit_test(a_malformed_connection_ends_the_session),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
