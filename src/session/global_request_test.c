/* Global requests that the server makes, and answers that nobody asked for. Ids like E5 name threats. */
#include "src/session/session.h"

#include "src/packet/connection/global_keepalive_openssh.h"
#include "src/packet/connection/global_request.h"
#include "src/packet/connection/request_failure.h"
#include "src/packet/connection/request_success.h"
#include "src/session/server_testing.h"

#define FLOOD_COUNT 10000u

static void server_asks(struct connection *c, const char *name, bool want_reply)
{
    struct ssh2_global_request request = { .request_name = ssh2_text(name), .want_reply = want_reply };

    say(c, ssh2_global_request_type(), &request);
    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
}

static unsigned refusals(const struct connection *c)
{
    return c->received[SSH_MSG_REQUEST_FAILURE];
}

static unsigned answers(const struct connection *c)
{
    return refusals(c) + c->received[SSH_MSG_REQUEST_SUCCESS];
}

/* RFC 4254, section 4; threat E6. */
static void an_unknown_request_is_refused_if_it_wants_to_know(void **state)
{
    struct connection *c = log_in();

    (void)state;
    server_asks(c, "no-such-request@example.com", true);
    assert_int_equal(refusals(c), 1);
    server_asks(c, "no-such-request@example.com", false);
    server_asks(c, "", false);
    assert_int_equal(answers(c), 1);
    hang_up(c);
}

/* Threat E6: the answers, too, that a flood asks for. */
static void a_flood_of_requests_is_answered_in_bounded_memory(void **state)
{
    struct connection *c = log_in();

    (void)state;
    for (unsigned i = 0; i < FLOOD_COUNT; i++)
        server_asks(c, "keepalive@openssh.com", true);
    assert_int_equal(refusals(c), FLOOD_COUNT);
    assert_int_equal(answers(c), FLOOD_COUNT);
    assert_int_equal(ssh2_transport_output(c->client.transport).len, 0);
    hang_up(c);
}

/* Asks for a keepalive; answer is what the server says. */
static int ask(struct connection *c, struct ssh2_exchange *x)
{
    struct ssh2_global_keepalive_openssh keepalive = { .want_reply = true };
    struct ssh2_bytes answer;

    return ssh2_global_request_ask(&c->client, x, ssh2_global_keepalive_openssh_type(), &keepalive,
                                   &answer);
}

/* Threats E5 and C16. */
static void answers_nobody_asked_for_do_not_answer_the_next_request(void **state)
{
    struct connection *c = log_in();
    struct ssh2_request_success success = { .response_data = SSH2_TEXT("unasked") };
    struct ssh2_request_failure failure = { 0 };
    struct ssh2_exchange x = { 0 };

    (void)state;
    for (unsigned i = 0; i < FLOOD_COUNT; i++) {
        say(c, ssh2_request_success_type(), &success);
        assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    }
    assert_int_equal(ask(c, &x), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    assert_int_equal(ask(c, &x), LIBSSH2_ERROR_EAGAIN);
    say(c, ssh2_request_failure_type(), &failure);
    settle(c);
    assert_int_equal(ask(c, &x), LIBSSH2_ERROR_REQUEST_DENIED);
    hang_up(c);
}

/* Threat E7: OpenSSH's announcement of further host keys. Nothing is stored, proven or not; the host
 * key stays the one that the key exchange has proven. */
static void announced_host_keys_change_nothing(void **state)
{
    struct connection *c = log_in();
    struct ssh2_bytes before = ssh2_transport_host_key(c->client.transport);

    (void)state;
    server_asks(c, "hostkeys-00@openssh.com", false);
    server_asks(c, "hostkeys@openssh.com", false);
    assert_int_equal(answers(c), 0);
    assert_ptr_equal(ssh2_transport_host_key(c->client.transport).data, before.data);
    server_asks(c, "hostkeys-00@openssh.com", true);
    assert_int_equal(refusals(c), 1);
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_request_is_refused_if_it_wants_to_know),
        cmocka_unit_test(a_flood_of_requests_is_answered_in_bounded_memory),
        cmocka_unit_test(answers_nobody_asked_for_do_not_answer_the_next_request),
        cmocka_unit_test(announced_host_keys_change_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
