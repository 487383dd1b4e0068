#include "src/session/forward.h"

#include <string.h>

#include "src/packet/connection/channel_open_failure.h"
#include "src/packet/connection/channel_open_forwarded_tcpip.h"
#include "src/packet/connection/global_cancel_tcpip_forward.h"
#include "src/packet/connection/global_tcpip_forward.h"
#include "src/packet/connection/global_tcpip_forward_success.h"
#include "src/packet/connection/request_success.h"
#include "src/packet/limits.h"
#include "src/session/session.h"

/* Listening */

static int check(struct ssh2_session *s, struct ssh2_bytes address, uint32_t port)
{
    if (port > SSH2_PORT_MAX)
        return ssh2_fail(s->error, LIBSSH2_ERROR_INVAL, "there is no port %u", (unsigned)port);
    if (address.len > 0 && memchr(address.data, '\0', address.len) != NULL)
        return ssh2_fail(s->error, LIBSSH2_ERROR_INVAL, "an address with a NUL in it");
    return 0;
}

static struct ssh2_listener *make(struct ssh2_session *s, struct ssh2_bytes address, uint32_t port,
                                  uint32_t queue_max)
{
    struct ssh2_listener *listener = ssh2_calloc(s->memory, 1, sizeof(*listener) + address.len);

    if (listener == NULL) {
        ssh2_fail_memory(s->error, "a listener");
        return NULL;
    }
    if (address.len > 0)
        memcpy(listener + 1, address.data, address.len);
    listener->session = s;
    listener->address = ssh2_bytes(listener + 1, address.len);
    listener->port = port;
    listener->queue_max =
        queue_max == 0 || queue_max > SSH2_LISTENER_QUEUE_MAX_COUNT ? SSH2_LISTENER_QUEUE_MAX_COUNT
                                                                    : queue_max;
    listener->next = s->listeners;
    s->listeners = listener;
    return listener;
}

static void take_out(struct ssh2_listener *listener)
{
    struct ssh2_session *s = listener->session;
    struct ssh2_listener **place = &s->listeners;

    while (*place != listener)
        place = &(*place)->next;
    *place = listener->next;
    if (s->listening == listener)
        s->listening = NULL;
}

void ssh2_listener_free(struct ssh2_listener *listener)
{
    struct ssh2_session *s = listener->session;

    take_out(listener);
    ssh2_exchange_abandon(&listener->exchange, &s->globals, s->memory);
    ssh2_free(s->memory, listener);
}

/* What the server's consent says; for a port that we chose it says nothing. */
static int take_port(struct ssh2_listener *listener)
{
    struct ssh2_session *s = listener->session;
    struct ssh2_bytes answer = listener->exchange.answer;
    struct ssh2_global_tcpip_forward_success chosen;
    int rc = 0;

    if (listener->port != 0)
        return 0;
    rc = ssh2_session_parse(s, ssh2_global_tcpip_forward_success_type(), answer, &chosen);
    if (rc == 0)
        listener->port = chosen.bound_port;
    return rc;
}

static int ask(struct ssh2_listener *listener)
{
    struct ssh2_session *s = listener->session;
    struct ssh2_global_tcpip_forward request = { .want_reply = true,
                                                 .address_to_bind = listener->address,
                                                 .port_to_bind = listener->port };
    struct ssh2_bytes answer;
    int rc = ssh2_global_request_ask(s, &listener->exchange, ssh2_global_tcpip_forward_type(),
                                     &request, &answer);

    return rc == 0 ? take_port(listener) : rc;
}

int ssh2_listener_open(struct ssh2_session *s, struct ssh2_bytes address, uint32_t port,
                       uint32_t queue_max, struct ssh2_listener **out)
{
    int rc = check(s, address, port);

    *out = NULL;
    if (rc != 0)
        return rc;
    if (s->listening == NULL)
        s->listening = make(s, address, port, queue_max);
    if (s->listening == NULL)
        return s->error->code;

    struct ssh2_listener *listener = s->listening;

    rc = ask(listener);
    if (rc == LIBSSH2_ERROR_EAGAIN)
        return rc;
    if (rc != 0) {
        ssh2_listener_free(listener);
        return rc;
    }
    ssh2_exchange_end(&listener->exchange, s->memory);
    s->listening = NULL;
    *out = listener;
    return 0;
}

void ssh2_listener_abandon(struct ssh2_session *s)
{
    if (s->listening != NULL)
        ssh2_listener_free(s->listening);
}

/* Connections */

static bool is_for(struct ssh2_listener *listener,
                   const struct ssh2_channel_open_forwarded_tcpip *open)
{
    const struct ssh2_bytes answer = listener->exchange.answer;

    if (listener->cancelled)
        return false;
    /* The server may connect before the program has come to look at its consent. */
    if (listener->port == 0 && answer.len > 0 && answer.data[0] == SSH_MSG_REQUEST_SUCCESS &&
        take_port(listener) != 0)
        return false;
    return listener->port != 0 && listener->port == open->connected_port &&
           ssh2_bytes_equal(listener->address, open->connected_address);
}

static struct ssh2_listener *find(struct ssh2_session *s,
                                  const struct ssh2_channel_open_forwarded_tcpip *open)
{
    struct ssh2_listener *listener = s->listeners;

    while (listener != NULL && !is_for(listener, open))
        listener = listener->next;
    return listener;
}

static void append(struct ssh2_listener *listener, struct ssh2_channel *channel)
{
    if (listener->last == NULL)
        listener->first = channel;
    else
        listener->last->next_accepted = channel;
    listener->last = channel;
    listener->queue_count++;
}

static struct ssh2_channel *take_first(struct ssh2_listener *listener)
{
    struct ssh2_channel *channel = listener->first;

    if (channel == NULL)
        return NULL;
    listener->first = channel->next_accepted;
    if (listener->first == NULL)
        listener->last = NULL;
    channel->next_accepted = NULL;
    listener->queue_count--;
    return channel;
}

uint32_t ssh2_listener_offer(struct ssh2_session *s, struct ssh2_channel *channel)
{
    struct ssh2_channel_open_forwarded_tcpip forwarded;

    if (ssh2_session_parse(s, ssh2_channel_open_forwarded_tcpip_type(), s->open_payload,
                           &forwarded) != 0)
        return SSH_OPEN_ADMINISTRATIVELY_PROHIBITED; /* unsent: the connection has ended */

    struct ssh2_listener *listener = find(s, &forwarded);

    if (listener == NULL)
        return SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
    if (listener->queue_count >= listener->queue_max)
        return SSH_OPEN_RESOURCE_SHORTAGE;
    channel->local_window = SSH2_LISTENER_WINDOW_BYTES;
    append(listener, channel);
    return 0;
}

struct ssh2_channel *ssh2_listener_accept(struct ssh2_listener *listener)
{
    struct ssh2_channel *channel = take_first(listener);

    if (channel != NULL)
        (void)ssh2_channel_grant(channel, /* a failure has ended the connection and shows there */
                                 channel->local_window_initial - SSH2_LISTENER_WINDOW_BYTES);
    return channel;
}

/* Ending */

static int send_cancel(struct ssh2_listener *listener)
{
    struct ssh2_global_cancel_tcpip_forward cancel = { .want_reply = false,
                                                       .address_to_bind = listener->address,
                                                       .port_to_bind = listener->port };

    return ssh2_transport_send_packet(listener->session->transport,
                                      ssh2_global_cancel_tcpip_forward_type(), &cancel);
}

int ssh2_listener_cancel(struct ssh2_listener *listener)
{
    struct ssh2_channel *channel = NULL;
    int rc = 0;

    if (!listener->cancelled && !ssh2_transport_is_dead(listener->session->transport))
        rc = send_cancel(listener);
    if (rc == LIBSSH2_ERROR_EAGAIN)
        return rc;
    listener->cancelled = true;
    while ((channel = take_first(listener)) != NULL)
        ssh2_channel_abandon(channel);
    return rc;
}

void ssh2_listeners_free(struct ssh2_session *s)
{
    while (s->listeners != NULL)
        ssh2_listener_free(s->listeners);
}
