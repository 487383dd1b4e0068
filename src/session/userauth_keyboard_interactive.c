/* Method "keyboard-interactive": RFC 4256. */
#include "src/session/userauth.h"

#include "src/packet/userauth/userauth_info_response.h"
#include "src/packet/userauth/userauth_request_keyboard_interactive.h"
#include "src/session/session.h"

static int ask_to_begin(struct ssh2_session *s, struct ssh2_bytes user_name,
                        struct ssh2_bytes *question)
{
    struct ssh2_userauth_request_keyboard_interactive request = {
        .user_name = user_name,
        .service_name = ssh2_text("ssh-connection"),
    };

    return ssh2_userauth_ask(s, ssh2_userauth_request_keyboard_interactive_type(), &request, question);
}

static int send_response(struct ssh2_session *s, const struct ssh2_userauth_info_response *response,
                         struct ssh2_bytes *question)
{
    return ssh2_userauth_ask(s, ssh2_userauth_info_response_type(), response, question);
}

static size_t encoded_len(const struct ssh2_bytes *answers, size_t count)
{
    struct ssh2_writer w = ssh2_measuring_writer();

    for (size_t i = 0; i < count; i++)
        ssh2_write_string(&w, answers[i]);
    return w.len;
}

/* Sends the answers. Their encoding is wiped: they are passwords, as like as not. */
static int respond(struct ssh2_session *s, const struct ssh2_bytes *answers, size_t count,
                   struct ssh2_bytes *question)
{
    size_t len = encoded_len(answers, count);
    uint8_t *encoded = len > SSH2_USERAUTH_FIELD_MAX_BYTES ? NULL : ssh2_alloc(s->memory, len);
    struct ssh2_writer w = ssh2_writer(encoded, len);
    struct ssh2_userauth_info_response response = { .num_responses = (uint32_t)count };

    if (len > SSH2_USERAUTH_FIELD_MAX_BYTES)
        return ssh2_fail(s->error, LIBSSH2_ERROR_OUT_OF_BOUNDARY,
                         "the answers take %zu bytes; at most %u can be sent", len,
                         SSH2_USERAUTH_FIELD_MAX_BYTES);
    if (encoded == NULL && len > 0)
        return ssh2_fail_memory(s->error, "the answers");
    for (size_t i = 0; i < count; i++)
        ssh2_write_string(&w, answers[i]);
    response.responses = ssh2_written(&w);

    int rc = send_response(s, &response, question);

    ssh2_free_secret(s->memory, encoded, len);
    return rc;
}

static void forget(struct ssh2_session *s, struct ssh2_bytes *answers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ssh2_free_secret(s->memory, (void *)(uintptr_t)answers[i].data, answers[i].len);
}

/* Has one request answered. As many answers go out as there were prompts (threat A5). */
static int answer(struct ssh2_session *s, ssh2_responder *responder, void *context,
                  struct ssh2_bytes *question)
{
    struct ssh2_userauth_info_request request;
    struct ssh2_bytes answers[SSH2_USERAUTH_PROMPTS_MAX_COUNT] = { { NULL, 0 } };
    int rc = 0;

    if (!ssh2_transport_can_send(s->transport))
        return LIBSSH2_ERROR_EAGAIN; /* the user is asked once, when the answers can go out */
    rc = ssh2_session_parse(s, ssh2_userauth_info_request_type(), *question, &request);
    if (rc == 0)
        rc = ssh2_userauth_count_question(s);
    if (rc != 0)
        return rc;
    rc = responder(context, &request, answers);

    size_t count = request.num_prompts;

    ssh2_userauth_continue(s); /* frees the request */
    if (rc == 0)
        rc = respond(s, answers, count, question);
    forget(s, answers, count);
    return rc;
}

/* Whether answers are on their way to the server. */
static bool is_responding(const struct ssh2_session *s)
{
    return s->userauth.exchange.operation == ssh2_userauth_info_response_type() &&
           s->userauth.exchange.state != SSH2_EXCHANGE_IDLE;
}

int ssh2_userauth_keyboard_interactive(struct ssh2_session *s, struct ssh2_bytes user_name,
                                       ssh2_responder *responder, void *context)
{
    struct ssh2_bytes question = { NULL, 0 };
    int rc = is_responding(s) ? send_response(s, NULL, &question)
                              : ask_to_begin(s, user_name, &question);

    while (rc == 0 && question.len > 0)
        rc = answer(s, responder, context, &question);
    return rc;
}
