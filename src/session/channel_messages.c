/* The peer's channel messages. RFC 4254, section 5; what is legal when: docs/spec/state-machine.md,
 * section 6. */
#include <string.h>

#include "src/packet/connection/channel_close.h"
#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_eof.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/channel_failure.h"
#include "src/packet/connection/channel_open_confirmation.h"
#include "src/packet/connection/channel_open_failure.h"
#include "src/packet/connection/channel_success.h"
#include "src/packet/connection/channel_window_adjust.h"
#include "src/packet/connection/chanreq_exit_signal.h"
#include "src/packet/connection/chanreq_exit_status.h"
#include "src/session/channel.h"
#include "src/session/channel_table.h"
#include "src/session/session.h"

/* Opening */

/* Threat C3: a peer may offer any size. */
static uint32_t packet_max(uint32_t offered)
{
    return offered < SSH2_CHANNEL_PACKET_MAX_BYTES ? offered : SSH2_CHANNEL_PACKET_MAX_BYTES;
}

static int on_confirmation(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_channel_open_confirmation confirmation;
    int rc = ssh2_session_parse(s, ssh2_channel_open_confirmation_type(), payload, &confirmation);

    if (rc != 0)
        return rc;
    if (confirmation.maximum_packet_size == 0) /* no data could ever be sent: threat C3 */
        return ssh2_session_refuse(s, "the server confirmed a channel with a packet size of 0");
    channel->peer_number = confirmation.sender_channel;
    channel->peer_window = channel->peer_window_initial = confirmation.initial_window_size;
    channel->peer_packet_max = packet_max(confirmation.maximum_packet_size);
    channel->confirmed = true;
    if (channel->abandoned) {
        ssh2_channel_abandon(channel);
        return 0;
    }
    return ssh2_exchange_deliver(&channel->open, s->memory, s->error, payload);
}

static int on_open_failure(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_channel_open_failure failure;
    int rc = ssh2_session_parse(s, ssh2_channel_open_failure_type(), payload, &failure);

    if (rc != 0)
        return rc;
    if (channel->abandoned) {
        ssh2_channel_free(channel);
        return 0;
    }
    return ssh2_exchange_deliver(&channel->open, s->memory, s->error, payload);
}

/* Data and windows */

static int on_window_adjust(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_channel_window_adjust adjust;
    int rc = ssh2_session_parse(channel->session, ssh2_channel_window_adjust_type(), payload,
                                &adjust);

    if (rc != 0)
        return rc;
    if (adjust.bytes_to_add > UINT32_MAX - channel->peer_window) /* threat C1 */
        return ssh2_session_refuse(channel->session, "window adjust by %u takes the window past 2^32-1",
                                   (unsigned)adjust.bytes_to_add);
    channel->peer_window += adjust.bytes_to_add;
    return 0;
}

/* As much as fits goes to the reader that waits; returns what is over. */
static struct ssh2_bytes pour(struct ssh2_channel_sink *sink, uint32_t stream, struct ssh2_bytes data)
{
    size_t room = sink->data != NULL && sink->stream == stream ? sink->len - sink->filled : 0;
    size_t count = data.len < room ? data.len : room;

    if (count == 0)
        return data;
    memcpy(sink->data + sink->filled, data.data, count);
    sink->filled += count;
    return ssh2_bytes(data.data + count, data.len - count);
}

static int keep_data(struct ssh2_channel *channel, uint32_t stream, struct ssh2_bytes data)
{
    const struct ssh2_memory *memory = channel->session->memory;

    if (stream != 0 && channel->extended_mode == SSH2_EXTENDED_MERGE)
        stream = 0;
    data = pour(&channel->sink, stream, data);
    if (ssh2_channel_queue_add(&channel->queue, memory, stream, data) != 0)
        return ssh2_fail_memory(channel->session->error, "channel data");
    return 0;
}

static int take_data(struct ssh2_channel *channel, uint32_t stream, struct ssh2_bytes data)
{
    struct ssh2_session *s = channel->session;

    if (data.len > channel->local_window || data.len > channel->local_packet_max) /* threat C2 */
        return ssh2_session_refuse(s, "%zu bytes of channel data: the window is %u, a packet at most %u",
                                   data.len, (unsigned)channel->local_window,
                                   (unsigned)channel->local_packet_max);
    channel->local_window -= (uint32_t)data.len;
    if (channel->consumer.consume != NULL && stream == 0)
        return channel->consumer.consume(channel->consumer.context, data);
    if (stream != 0 &&
        (channel->extended_mode == SSH2_EXTENDED_IGNORE || channel->consumer.consume != NULL))
        return ssh2_channel_credit(channel, data.len);
    return keep_data(channel, stream, data);
}

static int on_data(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_channel_data data;
    int rc = ssh2_session_parse(channel->session, ssh2_channel_data_type(), payload, &data);

    return rc != 0 ? rc : take_data(channel, 0, data.data);
}

static int on_extended_data(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_channel_extended_data data;
    int rc = ssh2_session_parse(channel->session, ssh2_channel_extended_data_type(), payload, &data);

    return rc != 0 ? rc : take_data(channel, data.data_type_code, data.data);
}

/* Requests and their answers */

static int answer_request(struct ssh2_channel *channel, bool granted)
{
    struct ssh2_channel_success success = { .recipient_channel = channel->peer_number };
    struct ssh2_channel_failure failure = { .recipient_channel = channel->peer_number };

    if (granted)
        return ssh2_transport_post_packet(channel->session->transport, ssh2_channel_success_type(),
                                          &success);
    return ssh2_transport_post_packet(channel->session->transport, ssh2_channel_failure_type(),
                                      &failure);
}

static int on_exit_status(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_chanreq_exit_status exit;
    int rc = ssh2_session_parse(channel->session, ssh2_chanreq_exit_status_type(), payload, &exit);

    if (rc != 0 || channel->has_exit_status) /* the first one counts: threat C10 */
        return rc;
    channel->has_exit_status = true;
    channel->exit_status = exit.exit_status;
    return 0;
}

static int on_exit_signal(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_chanreq_exit_signal exit;
    int rc = ssh2_session_parse(s, ssh2_chanreq_exit_signal_type(), payload, &exit);

    if (rc != 0 || channel->exit_signal.data != NULL)
        return rc;

    uint8_t *copy = ssh2_alloc(s->memory, exit.signal_name.len + 1);

    if (copy == NULL)
        return ssh2_fail_memory(s->error, "the exit signal's name");
    if (exit.signal_name.len > 0)
        memcpy(copy, exit.signal_name.data, exit.signal_name.len);
    copy[exit.signal_name.len] = '\0';
    channel->exit_signal = ssh2_bytes(copy, exit.signal_name.len);
    return 0;
}

static int on_request(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_channel_request request;
    int rc = ssh2_session_parse(s, ssh2_channel_request_type(), payload, &request);

    if (rc != 0)
        return rc;
    if (ssh2_bytes_equal(request.request_type, ssh2_text("exit-status")))
        return on_exit_status(channel, payload);
    if (ssh2_bytes_equal(request.request_type, ssh2_text("exit-signal")))
        return on_exit_signal(channel, payload);

    bool granted = s->hooks.channel_request != NULL && !channel->close_sent &&
                   s->hooks.channel_request(s->hooks.context, channel, &request);

    return request.want_reply && !channel->close_sent ? answer_request(channel, granted) : 0;
}

static int on_answer(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_session *s = channel->session;
    struct ssh2_channel_success success;
    struct ssh2_channel_failure failure;
    int rc = payload.data[0] == SSH_MSG_CHANNEL_SUCCESS
                 ? ssh2_session_parse(s, ssh2_channel_success_type(), payload, &success)
                 : ssh2_session_parse(s, ssh2_channel_failure_type(), payload, &failure);

    return rc != 0 ? rc : ssh2_exchange_answer(&channel->requests, s->memory, s->error, payload);
}

/* Ending */

static int on_eof(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_channel_eof eof;
    int rc = ssh2_session_parse(channel->session, ssh2_channel_eof_type(), payload, &eof);

    if (rc == 0)
        channel->eof_received = true;
    return rc;
}

/* Our own CLOSE, unless the program still has to send it: RFC 4254, section 5.3, wants it at once. */
static int on_close(struct ssh2_channel *channel, struct ssh2_bytes payload)
{
    struct ssh2_channel_close close;
    int rc = ssh2_session_parse(channel->session, ssh2_channel_close_type(), payload, &close);

    if (rc != 0)
        return rc;
    channel->close_received = true;
    if (!channel->close_sent) {
        close.recipient_channel = channel->peer_number;
        rc = ssh2_transport_post_packet(channel->session->transport, ssh2_channel_close_type(),
                                        &close);
        channel->close_sent = true;
    }
    if (channel->abandoned)
        ssh2_channel_free(channel);
    return rc;
}

/* Dispatch */

struct channel_handler {
    uint8_t first, last;
    bool opening;   /* legal only before our open is answered; the others only after it */
    bool after_eof; /* legal after the peer's EOF too */
    int (*handle)(struct ssh2_channel *channel, struct ssh2_bytes payload);
};

static const struct channel_handler handlers[] = {
    { SSH_MSG_CHANNEL_OPEN_CONFIRMATION, SSH_MSG_CHANNEL_OPEN_CONFIRMATION, true, false,
      on_confirmation },
    { SSH_MSG_CHANNEL_OPEN_FAILURE, SSH_MSG_CHANNEL_OPEN_FAILURE, true, false, on_open_failure },
    { SSH_MSG_CHANNEL_WINDOW_ADJUST, SSH_MSG_CHANNEL_WINDOW_ADJUST, false, true, on_window_adjust },
    { SSH_MSG_CHANNEL_DATA, SSH_MSG_CHANNEL_DATA, false, false, on_data },
    { SSH_MSG_CHANNEL_EXTENDED_DATA, SSH_MSG_CHANNEL_EXTENDED_DATA, false, false, on_extended_data },
    { SSH_MSG_CHANNEL_EOF, SSH_MSG_CHANNEL_EOF, false, false, on_eof },
    { SSH_MSG_CHANNEL_CLOSE, SSH_MSG_CHANNEL_CLOSE, false, true, on_close },
    { SSH_MSG_CHANNEL_REQUEST, SSH_MSG_CHANNEL_REQUEST, false, true, on_request },
    { SSH_MSG_CHANNEL_SUCCESS, SSH_MSG_CHANNEL_FAILURE, false, true, on_answer },
};

static const struct channel_handler *handler_of(uint8_t number)
{
    for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
        if (number >= handlers[i].first && number <= handlers[i].last)
            return &handlers[i];
    return NULL;
}

static bool is_legal(const struct ssh2_channel *channel, const struct channel_handler *handler)
{
    if (handler->opening != !channel->confirmed || channel->close_received)
        return false;
    return !channel->eof_received || handler->after_eof;
}

/* After our CLOSE what was on its way is dropped, but for the peer's CLOSE and for how its program
 * ended: programs close when they have read the last byte, and then ask for the exit status. */
static bool is_late(const struct ssh2_channel *channel, const struct channel_handler *handler)
{
    return channel->close_sent && handler->handle != on_close && handler->handle != on_request;
}

static int on_message(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_reader r = ssh2_reader(payload);
    uint8_t number = ssh2_read_byte(&r);
    uint32_t recipient = ssh2_read_uint32(&r);
    struct ssh2_channel *channel = ssh2_channel_find(s, recipient);
    const struct channel_handler *handler = handler_of(number);

    if (r.status != SSH2_OK || handler == NULL)
        return ssh2_session_refuse(s, "malformed channel message %u", (unsigned)number);
    if (channel == NULL || !is_legal(channel, handler)) /* threat C6 */
        return ssh2_session_refuse(s, "message %u for channel %u, which is in no state for it",
                                   (unsigned)number, (unsigned)recipient);
    if (!is_late(channel, handler))
        return handler->handle(channel, payload);
    channel->talks_on |= handler->handle == on_data || handler->handle == on_extended_data;
    return 0;
}

/* A channel that the peer opens */

static int refuse_open(struct ssh2_session *s, const struct ssh2_channel_open *open, uint32_t reason)
{
    struct ssh2_channel_open_failure failure = {
        .recipient_channel = open->sender_channel,
        .reason_code = reason,
        .description = ssh2_text("this channel was not asked for"),
    };

    return ssh2_transport_post_packet(s->transport, ssh2_channel_open_failure_type(), &failure);
}

static int confirm_open(struct ssh2_channel *channel)
{
    struct ssh2_channel_open_confirmation confirmation = {
        .recipient_channel = channel->peer_number,
        .sender_channel = channel->local_number,
        .initial_window_size = channel->local_window,
        .maximum_packet_size = channel->local_packet_max,
    };

    return ssh2_transport_post_packet(channel->session->transport,
                                      ssh2_channel_open_confirmation_type(), &confirmation);
}

static void fill_in(struct ssh2_channel *channel, const struct ssh2_channel_open *open)
{
    channel->confirmed = true;
    channel->local_window = LIBSSH2_CHANNEL_WINDOW_DEFAULT;
    channel->local_window_initial = channel->local_window_target = channel->local_window;
    channel->local_packet_max = LIBSSH2_CHANNEL_PACKET_DEFAULT;
    channel->peer_number = open->sender_channel;
    channel->peer_window = channel->peer_window_initial = open->initial_window_size;
    channel->peer_packet_max = packet_max(open->maximum_packet_size);
}

static int grant_open(struct ssh2_channel *channel, const struct ssh2_channel_open *open)
{
    struct ssh2_session *s = channel->session;
    int rc = confirm_open(channel);

    if (rc == 0 && s->hooks.channel_opened != NULL)
        s->hooks.channel_opened(s->hooks.context, channel, open);
    return rc;
}

static int on_open(struct ssh2_session *s, struct ssh2_bytes payload)
{
    struct ssh2_channel_open open;
    int rc = ssh2_session_parse(s, ssh2_channel_open_type(), payload, &open);

    if (rc != 0)
        return rc;
    if (open.maximum_packet_size == 0)
        return ssh2_session_refuse(s, "the peer opens a channel with a packet size of 0");
    if (s->hooks.channel_open == NULL)
        return refuse_open(s, &open, SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);

    struct ssh2_channel *channel = ssh2_channel_table_add(s);

    if (channel == NULL)
        return refuse_open(s, &open, SSH_OPEN_RESOURCE_SHORTAGE);
    fill_in(channel, &open);

    s->open_payload = payload;

    uint32_t reason = s->hooks.channel_open(s->hooks.context, channel, &open);

    if (reason == 0)
        return grant_open(channel, &open);
    ssh2_channel_free(channel);
    return refuse_open(s, &open, reason);
}

int ssh2_channel_on_message(struct ssh2_session *s, struct ssh2_bytes payload)
{
    return payload.data[0] == SSH_MSG_CHANNEL_OPEN ? on_open(s, payload) : on_message(s, payload);
}
