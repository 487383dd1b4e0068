#include "src/session/userauth.h"

#include <string.h>

#include "src/packet/userauth/userauth_banner.h"
#include "src/packet/userauth/userauth_failure.h"
#include "src/packet/userauth/userauth_request.h"
#include "src/packet/userauth/userauth_request_none.h"
#include "src/packet/userauth/userauth_success.h"
#include "src/session/session.h"
#include "src/transport/trace.h"

static void forget(struct ssh2_session *s, struct ssh2_bytes *text)
{
    ssh2_free(s->memory, (void *)(uintptr_t)text->data);
    *text = ssh2_bytes(NULL, 0);
}

/* Keeps our own copy, with a NUL behind it. */
static int keep(struct ssh2_session *s, struct ssh2_bytes *kept, struct ssh2_bytes text)
{
    uint8_t *copy = ssh2_alloc(s->memory, text.len + 1);

    if (copy == NULL)
        return ssh2_fail_memory(s->error, "the server's text");
    if (text.len > 0)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    forget(s, kept);
    *kept = ssh2_bytes(copy, text.len);
    return 0;
}

/* Asking */

/* The packet type userauth_request_password is how the method "password" asks. */
static const char *method_name(const struct ssh2_packet_type *type)
{
    static const char prefix[] = "userauth_request_";

    return strncmp(type->name, prefix, sizeof(prefix) - 1) == 0 ? type->name + sizeof(prefix) - 1
                                                                : type->name;
}

static int begin(struct ssh2_session *s, const struct ssh2_packet_type *type, const void *packet)
{
    struct ssh2_exchange *x = &s->userauth.exchange;
    int rc = ssh2_transport_send_packet(s->transport, type, packet);

    if (rc == 0)
        ssh2_trace(s->error, LIBSSH2_TRACE_AUTH, "asking to log in: %s", method_name(type));
    if (rc == 0)
        ssh2_exchange_expect(x, NULL);
    else if (rc != LIBSSH2_ERROR_EAGAIN)
        ssh2_exchange_end(x, s->memory);
    return rc;
}

static int fail_method(struct ssh2_session *s, const struct ssh2_packet_type *type)
{
    const struct ssh2_userauth *u = &s->userauth;
    const char *methods = u->methods.len > 0 ? (const char *)u->methods.data : "nothing";

    if (u->partial_success)
        return ssh2_fail(s->error, LIBSSH2_ERROR_AUTHENTICATION_FAILED,
                         "%s succeeded but is not enough: the server also wants %s", method_name(type),
                         methods);
    return ssh2_fail(s->error, LIBSSH2_ERROR_AUTHENTICATION_FAILED,
                     "the server refused the method %s; it would take %s", method_name(type),
                     methods);
}

/* Acts on the answer that the exchange holds. */
static int outcome(struct ssh2_session *s, const struct ssh2_packet_type *type,
                   struct ssh2_bytes *answer)
{
    struct ssh2_userauth *u = &s->userauth;
    uint8_t number = u->exchange.answer.data[0];

    if (number == SSH_MSG_USERAUTH_SUCCESS || number == SSH_MSG_USERAUTH_FAILURE) {
        u->question_count = 0;
        *answer = ssh2_bytes(NULL, 0);
        ssh2_exchange_end(&u->exchange, s->memory);
        return number == SSH_MSG_USERAUTH_SUCCESS ? 0 : fail_method(s, type);
    }
    *answer = u->exchange.answer;
    return 0;
}

int ssh2_userauth_ask(struct ssh2_session *s, const struct ssh2_packet_type *type, const void *packet,
                      struct ssh2_bytes *answer)
{
    struct ssh2_exchange *x = &s->userauth.exchange;

    if (s->userauth.authenticated && x->state == SSH2_EXCHANGE_IDLE)
        return ssh2_fail(s->error, LIBSSH2_ERROR_BAD_USE, "the session is authenticated already");
    if (s->service == SSH2_SERVICE_NONE ||
        !ssh2_transport_is_established(s->transport)) /* threat A18: keys are in use both ways */
        return ssh2_fail(s->error, LIBSSH2_ERROR_BAD_USE, "authentication before the handshake");

    int rc = ssh2_exchange_begin(x, type, s->error);

    if (rc == 0 && x->state == SSH2_EXCHANGE_IDLE)
        rc = begin(s, type, packet);
    if (rc == 0)
        rc = ssh2_exchange_result(x);
    return rc == 0 ? outcome(s, type, answer) : rc;
}

void ssh2_userauth_continue(struct ssh2_session *s)
{
    ssh2_exchange_end(&s->userauth.exchange, s->memory);
}

int ssh2_userauth_count_question(struct ssh2_session *s)
{
    if (++s->userauth.question_count <= SSH2_USERAUTH_QUESTIONS_MAX_COUNT)
        return 0;
    return ssh2_session_refuse(s, "more than %u questions in one attempt to log in",
                               SSH2_USERAUTH_QUESTIONS_MAX_COUNT);
}

int ssh2_userauth_none(struct ssh2_session *s, struct ssh2_bytes user_name)
{
    struct ssh2_userauth_request_none request = { .user_name = user_name,
                                                  .service_name = ssh2_text("ssh-connection") };
    struct ssh2_bytes answer;
    int rc = ssh2_userauth_ask(s, ssh2_userauth_request_none_type(), &request, &answer);

    if (rc == 0 && answer.len > 0)
        return ssh2_session_refuse(s, "message %u in answer to the method none", answer.data[0]);
    if (rc == LIBSSH2_ERROR_AUTHENTICATION_FAILED && keep(s, &s->userauth.listed, s->userauth.methods) != 0)
        return LIBSSH2_ERROR_ALLOC;
    return rc;
}

/* The server's messages */

static int on_failure(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_userauth_failure failure;
    int rc = ssh2_session_parse(s, ssh2_userauth_failure_type(), payload, &failure);

    if (rc != 0)
        return rc;
    s->userauth.partial_success = failure.partial_success;
    return keep(s, &s->userauth.methods, failure.authentications_that_can_continue);
}

static int on_success(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_userauth_success success;
    int rc = ssh2_session_parse(s, ssh2_userauth_success_type(), payload, &success);

    if (rc != 0)
        return rc;
    s->userauth.authenticated = true;
    ssh2_trace(s->error, LIBSSH2_TRACE_AUTH, "logged in");
    ssh2_transport_set_stage(s->transport, SSH2_STAGE_CONNECTION);
    ssh2_transport_trim(s->transport); /* an idle session holds no buffers */
    return 0;
}

static int on_banner(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_userauth_banner banner;
    int rc = ssh2_session_parse(s, ssh2_userauth_banner_type(), payload, &banner);

    if (rc != 0)
        return rc;
    if (++s->userauth.banner_count > SSH2_USERAUTH_BANNERS_MAX_COUNT)
        return ssh2_session_refuse(s, "more than %u banners", SSH2_USERAUTH_BANNERS_MAX_COUNT);
    return keep(s, &s->userauth.banner, banner.message);
}

/* What the message means is the outstanding method's to say; here only that one is outstanding
 * (threats A1, K9). */
static int on_answer(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_exchange *x = &s->userauth.exchange;
    int rc = 0;

    if (x->state != SSH2_EXCHANGE_AWAITING)
        return ssh2_session_refuse(s, "authentication message %u, which answers nothing",
                                   (unsigned)payload.data[0]);
    if (payload.data[0] == SSH_MSG_USERAUTH_FAILURE)
        rc = on_failure(s, payload);
    else if (payload.data[0] == SSH_MSG_USERAUTH_SUCCESS)
        rc = on_success(s, payload);
    return rc != 0 ? rc : ssh2_exchange_deliver(x, s->memory, s->error, payload);
}

/* The client's requests, for a server */

static int on_request(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_userauth_request request;
    int rc = ssh2_session_parse(s, ssh2_userauth_request_type(), payload, &request);

    if (rc != 0 || s->userauth.authenticated) /* RFC 4252, 5.1: after success, silently ignored */
        return rc;
    if (s->hooks.userauth_request == NULL)
        return ssh2_userauth_answer_failure(s, ssh2_text(""), false);
    return s->hooks.userauth_request(s->hooks.context, &request);
}

int ssh2_userauth_answer_success(struct ssh2_session *s)
{
    struct ssh2_userauth_success success = { 0 };
    int rc = ssh2_transport_post_packet(s->transport, ssh2_userauth_success_type(), &success);

    s->userauth.authenticated = true;
    ssh2_transport_set_stage(s->transport, SSH2_STAGE_CONNECTION);
    return rc;
}

int ssh2_userauth_answer_failure(struct ssh2_session *s, struct ssh2_bytes methods, bool partial)
{
    struct ssh2_userauth_failure failure = { .authentications_that_can_continue = methods,
                                             .partial_success = partial };

    return ssh2_transport_post_packet(s->transport, ssh2_userauth_failure_type(), &failure);
}

int ssh2_userauth_on_message(struct ssh2_session *s, struct ssh2_bytes payload)
{
    if (s->role == SSH2_SERVER)
        return payload.data[0] == SSH_MSG_USERAUTH_REQUEST
                   ? on_request(s, payload)
                   : ssh2_session_refuse(s, "authentication message %u from a client",
                                         (unsigned)payload.data[0]);
    if (payload.data[0] == SSH_MSG_USERAUTH_BANNER)
        return on_banner(s, payload);
    return on_answer(s, payload);
}

void ssh2_userauth_finish(struct ssh2_session *s)
{
    ssh2_exchange_end(&s->userauth.exchange, s->memory);
    forget(s, &s->userauth.banner);
    forget(s, &s->userauth.methods);
    forget(s, &s->userauth.listed);
    forget(s, &s->userauth.signed_request);
}
