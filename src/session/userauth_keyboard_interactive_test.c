#define _GNU_SOURCE /* memmem */
#include <malloc.h>

#include "src/packet/userauth/userauth_failure.h"
#include "src/packet/userauth/userauth_info_request.h"
#include "src/packet/userauth/userauth_info_response.h"
#include "src/packet/userauth/userauth_request_keyboard_interactive.h"
#include "src/packet/userauth/userauth_request_none.h"
#include "src/session/server_testing.h"

#define SECRET "correct horse"

/* A user, who answers in turn what the test prepared. */
struct user {
    const char *answers[4];
    unsigned times_asked;
    unsigned prompts_seen;
    bool gives_up;
    size_t padding; /* bytes on top of each answer */
};

static char *copy(const char *text, size_t padding)
{
    char *answer = calloc(1, strlen(text) + padding + 1);

    assert_non_null(answer);
    memcpy(answer, text, strlen(text));
    return answer;
}

static int respond(void *context, const struct ssh2_userauth_info_request *request,
                   struct ssh2_bytes *answers)
{
    struct user *user = context;

    user->times_asked++;
    for (size_t i = 0; i < request->num_prompts && i < 4; i++) {
        const char *text = user->answers[i];

        user->prompts_seen++;
        if (text != NULL)
            answers[i] = ssh2_bytes(copy(text, user->padding), strlen(text) + user->padding);
    }
    return user->gives_up ? LIBSSH2_ERROR_ALLOC : 0;
}

static int attempt(struct connection *c, struct user *user)
{
    return ssh2_userauth_keyboard_interactive(&c->client, ssh2_text("somebody"), respond, user);
}

/* Begins an attempt, up to the server's turn. */
static struct connection *begin(struct user *user)
{
    struct connection *c = connect_client();

    assert_int_equal(attempt(c, user), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    return c;
}

static void ask(struct connection *c, unsigned count)
{
    static const char prompts[] = "\0\0\0\10password\0" "\0\0\0\4code\1" "\0\0\0\0\1";
    static const size_t lens[] = { 0, 13, 22, 27 };
    struct ssh2_userauth_info_request request = {
        .name = ssh2_text("title"),
        .num_prompts = count,
        .prompts = ssh2_bytes(prompts, lens[count]),
    };

    say(c, ssh2_userauth_info_request_type(), &request);
    settle(c);
}

static void admit(struct connection *c)
{
    struct ssh2_userauth_success success = { 0 };

    say(c, ssh2_userauth_success_type(), &success);
    settle(c);
}

static void refuse(struct connection *c)
{
    struct ssh2_userauth_failure failure = {
        .authentications_that_can_continue = ssh2_text("password")
    };

    say(c, ssh2_userauth_failure_type(), &failure);
    settle(c);
}

static void the_method_is_asked_for_by_its_name(void **state)
{
    struct user user = { .times_asked = 0 };
    struct connection *c = begin(&user);
    struct ssh2_userauth_request_keyboard_interactive request;

    (void)state;
    expect_last(c, ssh2_userauth_request_keyboard_interactive_type(), &request);
    assert_true(ssh2_bytes_equal(request.user_name, ssh2_text("somebody")));
    assert_true(ssh2_bytes_equal(request.service_name, ssh2_text("ssh-connection")));
    hang_up(c);
}

/* Threat A5. */
static void every_question_gets_its_answer(void **state)
{
    struct user user = { .answers = { SECRET, "123456" } };
    struct connection *c = begin(&user);
    struct ssh2_userauth_info_response response;
    struct ssh2_userauth_info_answer answer;

    (void)state;
    ask(c, 2);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    expect_last(c, ssh2_userauth_info_response_type(), &response);
    assert_int_equal(response.num_responses, 2);
    assert_true(ssh2_userauth_info_answer_next(&response.responses, &answer));
    assert_true(ssh2_bytes_equal(answer.response, ssh2_text(SECRET)));
    assert_true(ssh2_userauth_info_answer_next(&response.responses, &answer));
    assert_true(ssh2_bytes_equal(answer.response, ssh2_text("123456")));
    admit(c);
    assert_int_equal(attempt(c, &user), 0);
    assert_int_equal(user.times_asked, 1);
    hang_up(c);
}

static void answers_left_alone_go_out_empty(void **state)
{
    struct user user = { .answers = { NULL, "x", NULL } };
    struct connection *c = begin(&user);
    struct ssh2_userauth_info_response response;

    (void)state;
    ask(c, 3);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    expect_last(c, ssh2_userauth_info_response_type(), &response);
    assert_int_equal(response.num_responses, 3);
    assert_int_equal(response.responses.len, 4 + 5 + 4);
    hang_up(c);
}

static void a_request_without_questions_is_shown_and_answered(void **state)
{
    struct user user = { .times_asked = 0 };
    struct connection *c = begin(&user);
    struct ssh2_userauth_info_response response;

    (void)state;
    ask(c, 0);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    expect_last(c, ssh2_userauth_info_response_type(), &response);
    assert_int_equal(response.num_responses, 0);
    assert_int_equal(user.times_asked, 1);
    hang_up(c);
}

static void a_refusal_says_what_the_server_would_take(void **state)
{
    struct user user = { .answers = { "wrong" } };
    struct connection *c = begin(&user);

    (void)state;
    ask(c, 1);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    refuse(c);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_non_null(strstr(c->client_error.message, "password"));
    hang_up(c);
}

/* Threat A7: a try that failed leaves nothing behind. */
static void another_method_may_follow_at_once(void **state)
{
    struct user user = { .answers = { "x" }, .padding = SSH2_USERAUTH_FIELD_MAX_BYTES };
    struct connection *c = begin(&user);
    struct ssh2_userauth_request_none request;

    (void)state;
    ask(c, 1);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    expect_last(c, ssh2_userauth_request_none_type(), &request);
    hang_up(c);
}

static void what_the_responder_fails_with_ends_the_attempt(void **state)
{
    struct user user = { .answers = { SECRET }, .gives_up = true };
    struct connection *c = begin(&user);

    (void)state;
    ask(c, 1);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_ALLOC);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_INFO_RESPONSE], 0);
    hang_up(c);
}

/* A user cannot be asked twice for a code that serves once. */
static void the_user_is_asked_when_the_answer_can_go_out(void **state)
{
    struct user user = { .answers = { SECRET } };
    struct connection *c = begin(&user);

    (void)state;
    ask(c, 1);
    ssh2_transport_set_stage(c->server, SSH2_STAGE_CONNECTION); /* before that nobody begins one */
    ssh2_transport_rekey(c->server);
    move(c->server, c->client.transport);
    assert_int_equal(ssh2_session_dispatch(&c->client), LIBSSH2_ERROR_EAGAIN);
    assert_false(ssh2_transport_can_send(c->client.transport));
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(user.times_asked, 0);
    settle(c);
    ssh2_transport_set_stage(c->server, SSH2_STAGE_USERAUTH);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(user.times_asked, 1);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_INFO_RESPONSE], 1);
    hang_up(c);
}

/* Fails the test if a secret is given back unwiped. */
static void free_watchfully(void *p, void **abstract)
{
    (void)abstract;
    if (p != NULL && memmem(p, malloc_usable_size(p), SECRET, strlen(SECRET)) != NULL)
        fail_msg("an answer was freed as it was");
    free(p);
}

static void answers_are_wiped(void **state)
{
    struct user user = { .answers = { SECRET, SECRET } };
    struct connection *c = begin(&user);
    struct ssh2_memory watchful = ssh2_memory_default;

    (void)state;
    watchful.free = free_watchfully;
    c->client.memory = &watchful;
    ask(c, 2);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_EAGAIN);
    user.gives_up = true;
    settle(c);
    ask(c, 1);
    assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_ALLOC);
    hang_up(c);
}

/* Threat A3. */
static void a_server_that_asks_without_end_is_left(void **state)
{
    struct user user = { .times_asked = 0 };
    struct connection *c = begin(&user);
    int rc = LIBSSH2_ERROR_EAGAIN;

    (void)state;
    while (rc == LIBSSH2_ERROR_EAGAIN && user.times_asked < 10000) {
        ask(c, 0);
        rc = attempt(c, &user);
        settle(c);
    }
    assert_int_equal(rc, LIBSSH2_ERROR_PROTO);
    assert_int_equal(user.times_asked, SSH2_USERAUTH_QUESTIONS_MAX_COUNT);
    hang_up(c);
}

/* Threats A3 and A12. The payload of each; none of them reaches the user. */
static void what_is_no_request_ends_the_connection(void **state)
{
    static const struct {
        const char *why;
        struct ssh2_bytes payload;
    } cases[] = {
        { "101 prompts", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\145") },
        { "2^32-1 prompts", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff") },
        { "2^28 prompts", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0") },
        { "a prompt that is not there", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1") },
        { "a prompt longer than the packet",
          SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2x\1") },
        { "a prompt of 2^32-1 bytes",
          SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\xff\xff\xff\xffx\1") },
        { "a prompt without echo", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1x") },
        { "a name longer than the packet", SSH2_TEXT("\x3c\0\0\0\1") },
        { "bytes behind the last prompt", SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0x") },
        { "message 61, which is the client's", SSH2_TEXT("\x3d\0\0\0\0") },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct user user = { .times_asked = 0 };
        struct connection *c = begin(&user);

        print_message("%s\n", cases[i].why);
        assert_int_equal(ssh2_transport_send(c->server, &cases[i].payload, 1), 0);
        settle(c);
        assert_int_equal(attempt(c, &user), LIBSSH2_ERROR_PROTO);
        assert_true(ssh2_transport_is_dead(c->client.transport));
        assert_int_equal(user.times_asked, 0);
        hang_up(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_method_is_asked_for_by_its_name),
        cmocka_unit_test(every_question_gets_its_answer),
        cmocka_unit_test(answers_left_alone_go_out_empty),
        cmocka_unit_test(a_request_without_questions_is_shown_and_answered),
        cmocka_unit_test(a_refusal_says_what_the_server_would_take),
        cmocka_unit_test(another_method_may_follow_at_once),
        cmocka_unit_test(what_the_responder_fails_with_ends_the_attempt),
        cmocka_unit_test(the_user_is_asked_when_the_answer_can_go_out),
        cmocka_unit_test(answers_are_wiped),
        cmocka_unit_test(a_server_that_asks_without_end_is_left),
        cmocka_unit_test(what_is_no_request_ends_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
