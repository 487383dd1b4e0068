/* Global requests: RFC 4254, section 4. Their answers carry no id and come in order. */
#include "src/packet/connection/global_request.h"

#include "src/packet/connection/request_failure.h"
#include "src/packet/connection/request_success.h"
#include "src/session/session.h"

static int begin(struct ssh2_session *s, struct ssh2_exchange *x, const struct ssh2_packet_type *type,
                 const void *packet)
{
    int rc = ssh2_transport_send_packet(s->transport, type, packet);

    if (rc == 0)
        ssh2_exchange_expect(x, &s->globals);
    else if (rc != LIBSSH2_ERROR_EAGAIN)
        ssh2_exchange_end(x, s->memory);
    return rc;
}

int ssh2_global_request_ask(struct ssh2_session *s, struct ssh2_exchange *x,
                            const struct ssh2_packet_type *type, const void *packet,
                            struct ssh2_bytes *answer)
{
    int rc = ssh2_exchange_begin(x, type, s->error);

    if (rc == 0 && x->state == SSH2_EXCHANGE_IDLE)
        rc = begin(s, x, type, packet);
    if (rc != 0)
        return rc;
    if (ssh2_exchange_result(x) != 0)
        return LIBSSH2_ERROR_EAGAIN;
    if (x->answer.data[0] == SSH_MSG_REQUEST_SUCCESS) {
        *answer = x->answer;
        return 0;
    }
    ssh2_exchange_end(x, s->memory);
    return ssh2_fail(s->error, LIBSSH2_ERROR_REQUEST_DENIED, "the server denied the request %s",
                     type->name);
}

int ssh2_session_on_global_request(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_global_request request;
    int rc = ssh2_session_parse(s, ssh2_global_request_type(), payload, &request);

    if (rc != 0)
        return rc;

    bool granted = s->hooks.global_request != NULL &&
                   s->hooks.global_request(s->hooks.context, &request);
    struct ssh2_request_success success = { .response_data = { NULL, 0 } };
    struct ssh2_request_failure failure = { 0 };

    if (!request.want_reply)
        return 0;
    if (granted)
        return ssh2_transport_post_packet(s->transport, ssh2_request_success_type(), &success);
    return ssh2_transport_post_packet(s->transport, ssh2_request_failure_type(), &failure);
}

int ssh2_session_on_global_answer(struct ssh2_session *s, struct ssh2_bytes payload)
{
    return ssh2_exchange_answer(&s->globals, s->memory, s->error, payload);
}
