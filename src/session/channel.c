#include "src/session/channel.h"

#include <string.h>

#include "src/packet/connection/channel_close.h"
#include "src/packet/connection/channel_eof.h"
#include "src/packet/connection/channel_open.h"
#include "src/packet/connection/channel_open_failure.h"
#include "src/session/channel_table.h"
#include "src/session/session.h"

/* Opening */

static struct ssh2_channel *begin_open(struct ssh2_session *s, const struct ssh2_channel_offer *offer)
{
    struct ssh2_channel *channel = ssh2_channel_table_add(s);

    if (channel == NULL)
        return NULL;
    channel->local_window = offer->window;
    channel->local_window_initial = offer->window;
    channel->local_window_target = offer->window;
    channel->local_packet_max = offer->packet_max < SSH2_CHANNEL_PACKET_MAX_BYTES
                                    ? offer->packet_max
                                    : SSH2_CHANNEL_PACKET_MAX_BYTES;
    return channel;
}

static int check_offer(struct ssh2_session *s, const struct ssh2_channel_offer *offer)
{
    if (offer->channel_type.len == 0 || offer->channel_type.len > SSH2_CHANNEL_TYPE_MAX_BYTES)
        return ssh2_fail(s->error, LIBSSH2_ERROR_INVAL,
                         "a channel type of %zu bytes: 1 to %u are possible",
                         offer->channel_type.len, SSH2_CHANNEL_TYPE_MAX_BYTES);
    if (offer->packet_max == 0)
        return ssh2_fail(s->error, LIBSSH2_ERROR_INVAL, "no data fits packets of 0 bytes");
    return 0;
}

static int send_open(struct ssh2_session *s, const struct ssh2_channel_offer *offer)
{
    if (!ssh2_transport_can_send(s->transport))
        return LIBSSH2_ERROR_EAGAIN;

    struct ssh2_channel *channel = begin_open(s, offer);

    if (channel == NULL)
        return s->error->code;

    struct ssh2_channel_open open = {
        .channel_type = offer->channel_type,
        .sender_channel = channel->local_number,
        .initial_window_size = channel->local_window,
        .maximum_packet_size = channel->local_packet_max,
        .type_data = offer->type_data,
    };
    int rc = ssh2_transport_send_packet(s->transport, ssh2_channel_open_type(), &open);

    if (rc != 0) {
        ssh2_channel_free(channel);
        return rc;
    }
    ssh2_exchange_expect(&channel->open, NULL);
    s->opening = channel;
    return 0;
}

/* The answer was OPEN_FAILURE: the server's words become ours. RFC 4254, section 5.1. */
static int fail_open(struct ssh2_session *s, struct ssh2_bytes answer)
{
    struct ssh2_channel_open_failure failure;

    if (ssh2_channel_open_failure_parse(answer, &failure) != SSH2_OK)
        return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_FAILURE, "the server refused the channel");
    return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_FAILURE,
                     "the server refused the channel: reason %u: %.*s",
                     (unsigned)failure.reason_code, (int)failure.description.len,
                     failure.description.len > 0 ? (const char *)failure.description.data : "");
}

int ssh2_channel_open(struct ssh2_session *s, const struct ssh2_channel_offer *offer,
                      struct ssh2_channel **out)
{
    *out = NULL;
    if (s->opening == NULL) {
        int rc = check_offer(s, offer);

        if (rc == 0)
            rc = send_open(s, offer);
        if (rc != 0)
            return rc;
    }

    struct ssh2_channel *channel = s->opening;

    if (ssh2_exchange_result(&channel->open) != 0)
        return LIBSSH2_ERROR_EAGAIN;
    s->opening = NULL;
    if (!channel->confirmed) {
        int rc = fail_open(s, channel->open.answer);

        ssh2_channel_free(channel);
        return rc;
    }
    ssh2_exchange_end(&channel->open, s->memory);
    *out = channel;
    return 0;
}

void ssh2_channel_open_abandon(struct ssh2_session *s)
{
    struct ssh2_channel *channel = s->opening;

    if (channel == NULL)
        return;
    s->opening = NULL;
    if (channel->confirmed)
        ssh2_channel_abandon(channel);
    else if (ssh2_exchange_result(&channel->open) == 0) /* it was refused */
        ssh2_channel_free(channel);
    else
        channel->abandoned = true;
}

/* Requests */

int ssh2_channel_tell(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                      const void *packet)
{
    struct ssh2_session *s = channel->session;

    if (channel->close_sent)
        return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_CLOSED, "%s: the channel is closed",
                         type->name);
    return ssh2_transport_send_packet(s->transport, type, packet);
}

static int request_outcome(struct ssh2_channel *channel, const struct ssh2_packet_type *type)
{
    struct ssh2_session *s = channel->session;
    bool granted = channel->request.answer.data[0] == SSH_MSG_CHANNEL_SUCCESS;

    ssh2_exchange_end(&channel->request, s->memory);
    if (granted)
        return 0;
    return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED,
                     "the server denied the request %s", type->name);
}

int ssh2_channel_ask(struct ssh2_channel *channel, const struct ssh2_packet_type *type,
                     const void *packet)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_exchange *x = &channel->request;
    int rc = ssh2_exchange_begin(x, type, s->error);

    if (rc != 0)
        return rc;
    if (x->state == SSH2_EXCHANGE_IDLE) {
        rc = ssh2_channel_tell(channel, type, packet);
        if (rc == 0)
            ssh2_exchange_expect(x, &channel->requests);
        else if (rc != LIBSSH2_ERROR_EAGAIN)
            ssh2_exchange_end(x, s->memory);
        if (rc != 0)
            return rc;
    }
    if (x->state == SSH2_EXCHANGE_ANSWERED)
        return request_outcome(channel, type);
    if (!channel->close_received)
        return LIBSSH2_ERROR_EAGAIN;
    ssh2_exchange_abandon(x, &channel->requests, s->memory);
    return ssh2_fail(s->error, LIBSSH2_ERROR_CHANNEL_CLOSED,
                     "the server closed the channel instead of answering the request %s",
                     type->name);
}

/* Ending */

int ssh2_channel_send_eof(struct ssh2_channel *channel)
{
    struct ssh2_channel_eof eof = { .recipient_channel = channel->peer_number };

    if (channel->eof_sent || channel->close_sent)
        return 0;

    int rc = ssh2_channel_tell(channel, ssh2_channel_eof_type(), &eof);

    if (rc == 0)
        channel->eof_sent = true;
    return rc;
}

int ssh2_channel_send_close(struct ssh2_channel *channel)
{
    struct ssh2_channel_close close = { .recipient_channel = channel->peer_number };
    int rc = ssh2_channel_send_eof(channel);

    if (rc != 0 || channel->close_sent)
        return rc;
    rc = ssh2_channel_tell(channel, ssh2_channel_close_type(), &close);
    if (rc == 0)
        channel->close_sent = true;
    return rc;
}

int ssh2_channel_close(struct ssh2_channel *channel)
{
    int rc = ssh2_channel_send_close(channel);

    if (rc != 0)
        return rc;
    return channel->close_received ? 0 : LIBSSH2_ERROR_EAGAIN;
}

void ssh2_channel_abandon(struct ssh2_channel *channel)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_channel_close close = { .recipient_channel = channel->peer_number };

    channel->abandoned = true;
    channel->consumer.consume = NULL;
    channel->sink.data = NULL;
    ssh2_channel_queue_free(&channel->queue, s->memory);
    if (!channel->close_sent &&
        ssh2_transport_post_packet(s->transport, ssh2_channel_close_type(), &close) == 0)
        channel->close_sent = true;
    if (channel->close_received || ssh2_transport_is_dead(s->transport))
        ssh2_channel_free(channel);
}

void ssh2_channel_free(struct ssh2_channel *channel)
{
    const struct ssh2_memory *memory = channel->session->memory;

    if (channel->consumer.release != NULL)
        channel->consumer.release(channel->consumer.context);
    if (channel->session->opening == channel)
        channel->session->opening = NULL;
    ssh2_exchange_end(&channel->open, memory);
    ssh2_exchange_end(&channel->request, memory);
    ssh2_channel_queue_free(&channel->queue, memory);
    ssh2_free(memory, (void *)(uintptr_t)channel->exit_signal.data);
    ssh2_channel_table_remove(channel);
}

bool ssh2_channel_is_at_eof(const struct ssh2_channel *channel)
{
    return (channel->eof_received || channel->close_received) &&
           ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM) == 0;
}
