#include "src/session/session.h"

#include <string.h>

#include "src/packet/transport/service_accept.h"
#include "src/packet/transport/service_request.h"

static const char userauth_service[] = "ssh-userauth";

int ssh2_session_start(struct ssh2_session *s, enum ssh2_role role, const struct ssh2_memory *memory,
                       struct ssh2_error *error)
{
    memset(s, 0, sizeof(*s));
    s->role = role;
    s->memory = memory;
    s->error = error;
    s->transport = ssh2_transport_new(role, memory, error);
    return s->transport == NULL ? ssh2_fail_memory(error, "the transport") : 0;
}

void ssh2_session_finish(struct ssh2_session *s)
{
    for (uint32_t i = 0; i < s->channel_capacity; i++)
        if (s->channels[i] != NULL)
            ssh2_channel_free(s->channels[i]);
    ssh2_listeners_free(s);
    ssh2_free(s->memory, s->channels);
    ssh2_userauth_finish(s);
    ssh2_transport_free(s->transport);
    memset(s, 0, sizeof(*s));
}

int ssh2_session_parse(struct ssh2_session *s, const struct ssh2_packet_type *type,
                       struct ssh2_bytes payload, void *out)
{
    struct ssh2_verdict verdict = ssh2_packet_judge(type, payload, out);

    if (verdict.status == SSH2_OK || verdict.status == SSH2_NOT_CANONICAL)
        return 0;
    return ssh2_session_refuse(s, "malformed %s from the peer: %s at byte %zu of %zu", type->name,
                               ssh2_status_name(verdict.status), verdict.offset, payload.len);
}

/* Services: RFC 4253, section 10 */

static int on_service_request(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_service_request request;
    int rc = ssh2_session_parse(s, ssh2_service_request_type(), payload, &request);

    if (rc != 0)
        return rc;
    if (s->role != SSH2_SERVER || !ssh2_bytes_equal(request.service_name, ssh2_text(userauth_service)))
        return ssh2_transport_refuse(s->transport, LIBSSH2_ERROR_PROTO,
                                     SSH_DISCONNECT_SERVICE_NOT_AVAILABLE,
                                     "the peer asks for a service that is not here");

    struct ssh2_service_accept accept = { .service_name = request.service_name };

    s->service = SSH2_SERVICE_ACCEPTED;
    rc = ssh2_transport_post_packet(s->transport, ssh2_service_accept_type(), &accept);
    ssh2_transport_set_stage(s->transport, SSH2_STAGE_USERAUTH);
    return rc;
}

static int on_service_accept(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_service_accept accept;
    int rc = ssh2_session_parse(s, ssh2_service_accept_type(), payload, &accept);

    if (rc != 0)
        return rc;
    if (s->service != SSH2_SERVICE_REQUESTED ||
        !ssh2_bytes_equal(accept.service_name, ssh2_text(userauth_service)))
        return ssh2_session_refuse(s, "the server accepts a service that was not asked for");
    s->service = SSH2_SERVICE_ACCEPTED;
    ssh2_transport_set_stage(s->transport, SSH2_STAGE_USERAUTH);
    return 0;
}

static int request_service(struct ssh2_session *s)
{
    struct ssh2_service_request request = { .service_name = ssh2_text(userauth_service) };
    int rc = ssh2_transport_send_packet(s->transport, ssh2_service_request_type(), &request);

    if (rc == 0)
        s->service = SSH2_SERVICE_REQUESTED;
    return rc;
}

int ssh2_session_handshake(struct ssh2_session *s)
{
    if (s->role == SSH2_CLIENT && s->service == SSH2_SERVICE_NONE) {
        int rc = request_service(s); /* as soon as our NEWKEYS is out: both leave together */

        if (rc != 0)
            return rc;
    }
    return ssh2_transport_is_established(s->transport) && s->service != SSH2_SERVICE_NONE
               ? 0
               : LIBSSH2_ERROR_EAGAIN;
}

/* Dispatch */

static int on_notice(struct ssh2_session *s, struct ssh2_bytes payload)
{
    if (s->hooks.notice != NULL)
        s->hooks.notice(s->hooks.context, payload);
    return 0;
}

/* What the transport lets through, and who acts on it. */
static const struct {
    uint8_t first, last;
    int (*handle)(struct ssh2_session *s, struct ssh2_bytes payload);
} handlers[] = {
    { SSH_MSG_CHANNEL_OPEN, SSH_MSG_CHANNEL_FAILURE, ssh2_channel_on_message },
    { SSH_MSG_DISCONNECT, SSH_MSG_DEBUG, on_notice },
    { SSH_MSG_SERVICE_REQUEST, SSH_MSG_SERVICE_REQUEST, on_service_request },
    { SSH_MSG_SERVICE_ACCEPT, SSH_MSG_SERVICE_ACCEPT, on_service_accept },
    { SSH_MSG_USERAUTH_REQUEST, 79, ssh2_userauth_on_message },
    { SSH_MSG_GLOBAL_REQUEST, SSH_MSG_GLOBAL_REQUEST, ssh2_session_on_global_request },
    { SSH_MSG_REQUEST_SUCCESS, SSH_MSG_REQUEST_FAILURE, ssh2_session_on_global_answer },
};

static int handle(struct ssh2_session *s, struct ssh2_bytes payload)
{
    for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
        if (payload.data[0] >= handlers[i].first && payload.data[0] <= handlers[i].last)
            return handlers[i].handle(s, payload);
    return ssh2_session_refuse(s, "message %u has no meaning here", (unsigned)payload.data[0]);
}

/* A message that could not be kept is lost, and the peer does not say it again: a stream would have a
 * hole, or a call wait for ever. */
static int lose(struct ssh2_session *s, int code)
{
    struct ssh2_error error = *s->error;

    if (ssh2_transport_is_dead(s->transport))
        return code;
    return ssh2_transport_refuse(s->transport, code, SSH_DISCONNECT_BY_APPLICATION, "%s",
                                 error.message);
}

int ssh2_session_act(struct ssh2_session *s, struct ssh2_bytes payload)
{
    int rc = handle(s, payload);

    return rc == 0 ? 0 : lose(s, rc);
}

int ssh2_session_dispatch(struct ssh2_session *s)
{
    struct ssh2_bytes payload;
    int rc = ssh2_transport_next(s->transport, &payload);

    return rc == 0 ? ssh2_session_act(s, payload) : rc;
}
