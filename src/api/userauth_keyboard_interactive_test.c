/* The chapter of userauth_keyboard_interactive.c: logging in by answering the server's questions.
 */
#include "src/api/userauth_testing.h"
#include "src/packet/userauth/userauth_info_request.h"
#include "src/packet/userauth/userauth_info_response.h"

static void put_question(struct ssh2_peer *peer)
{
    uint8_t bytes[64];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_userauth_info_prompt first = { .prompt = ssh2_text("One: "), .echo = true };
    struct ssh2_userauth_info_prompt second = { .prompt = ssh2_text("") };
    struct ssh2_userauth_info_request request = { .name = ssh2_text("Name"), .num_prompts = 2 };

    ssh2_userauth_info_prompt_write(&w, &first);
    ssh2_userauth_info_prompt_write(&w, &second);
    request.prompts = ssh2_written(&w);
    ssh2_transport_post_packet(peer->session.transport, ssh2_userauth_info_request_type(),
                               &request);
}

static void put_notice(struct ssh2_peer *peer)
{
    struct ssh2_userauth_info_request request = { .instruction = ssh2_text("Thanks") };

    ssh2_transport_post_packet(peer->session.transport, ssh2_userauth_info_request_type(),
                               &request);
}

static void judge_answers(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_userauth_info_response response;
    struct ssh2_userauth_info_answer first, second;

    assert_int_equal(ssh2_userauth_info_response_parse(payload, &response), SSH2_OK);
    if (response.num_responses == 0) {
        ssh2_userauth_answer_success(&peer->session);
        return;
    }
    assert_int_equal(response.num_responses, 2);
    assert_true(ssh2_userauth_info_answer_next(&response.responses, &first));
    assert_true(ssh2_userauth_info_answer_next(&response.responses, &second));
    assert_int_equal(second.response.len, 0); /* left alone by the callback */
    if (ssh2_bytes_equal(first.response, ssh2_text("right")))
        put_notice(peer);
    else
        ssh2_userauth_answer_failure(&peer->session, ssh2_text("keyboard-interactive"), false);
}

static bool ask_questions(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    if (payload.data[0] == SSH_MSG_USERAUTH_REQUEST)
        put_question(peer);
    else if (payload.data[0] == SSH_MSG_USERAUTH_INFO_RESPONSE)
        judge_answers(peer, payload);
    else
        return false;
    return true;
}

static struct ssh2_scenario_log asked;
static const char *answer_to_give;

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(give_answer)
{
    (void)abstract;
    ssh2_scenario_note(&asked, "%.*s %.*s %d", name_len, name == NULL ? "(null)" : name,
                       instruction_len, instruction == NULL ? "(null)" : instruction, num_prompts);
    assert_int_equal(name == NULL, name_len == 0);
    assert_int_equal(instruction == NULL, instruction_len == 0);
    assert_int_equal(prompts == NULL, num_prompts == 0);
    assert_int_equal(responses == NULL, num_prompts == 0);
    if (num_prompts == 0)
        return;
    assert_string_equal((const char *)prompts[0].text, "One: ");
    assert_int_equal(prompts[0].length, 5);
    assert_int_equal(prompts[0].echo, 1);
    assert_null(prompts[1].text);
    assert_int_equal(prompts[1].length, 0);
    assert_int_equal(prompts[1].echo, 0);
    responses[0].text = strdup(answer_to_give);
    responses[0].length = (unsigned)strlen(answer_to_give);
}

static int answer_with(struct ssh2_play *play, const char *text)
{
    int rc;

    answer_to_give = text;
    SSH2_CALL(play, rc,
              libssh2_userauth_keyboard_interactive_ex(play->session, USER, USER_LEN, give_answer));
    return rc;
}

static void answer_questions(struct ssh2_play *play)
{
    asked.len = 0;
    assert_int_equal(answer_with(play, "wrong"), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(answer_with(play, "right"), 0);
    ssh2_scenario_note(&play->log, "%.*s\n", (int)asked.len, asked.text);
    note_end(play);
}

static void questions_are_answered_once_each(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(answer_questions, ask_questions, no_key, "libssh2_userauth_keyboard_interactive_ex", &log);
    assert_noted(&log, "Name  2Name  2 Thanks 0\nin: 1, requests: 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_are_answered_once_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
