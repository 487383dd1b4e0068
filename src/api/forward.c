/* TCP ports and Unix sockets at the server's end: connecting from there, and listening there. */
#include "src/api/channel.h"
#include "src/api/login.h"

#include <string.h>

#include "src/packet/connection/channel_open_direct_streamlocal.h"
#include "src/packet/connection/channel_open_direct_tcpip.h"
#include "src/packet/limits.h"

/* A listener is the session's under its public name. */
static struct ssh2_listener *core_listener(LIBSSH2_LISTENER *listener)
{
    return (struct ssh2_listener *)(void *)listener;
}

static LIBSSH2_SESSION *listener_session(LIBSSH2_LISTENER *listener)
{
    return ssh2_api_session_of(core_listener(listener)->session);
}

/* Connecting */

/* Opens the channel that packet, a channel_open_*.h, is the declaration of. Only its tail is used: the
 * numbers in front are the channel's. */
static LIBSSH2_CHANNEL *open_declared(LIBSSH2_SESSION *session, const struct ssh2_packet_type *type,
                                      const void *packet)
{
    size_t len = ssh2_packet_len(type, packet);
    uint8_t *payload = ssh2_alloc(&session->memory, len);
    struct ssh2_writer w = ssh2_writer(payload, len);
    struct ssh2_channel_open open;

    if (payload == NULL) {
        ssh2_fail_memory(&session->error, "a request to open a channel");
        return NULL;
    }
    ssh2_packet_write(type, &w, packet);
    ssh2_channel_open_parse(ssh2_written(&w), &open);

    struct ssh2_channel_offer offer = { .channel_type = open.channel_type,
                                        .window = LIBSSH2_CHANNEL_WINDOW_DEFAULT,
                                        .packet_max = LIBSSH2_CHANNEL_PACKET_DEFAULT,
                                        .type_data = open.type_data };
    LIBSSH2_CHANNEL *channel = ssh2_api_open_channel(session, &offer);

    ssh2_free(&session->memory, payload);
    return channel;
}

/* Threat C20: a port that there is none of would come out as another one. */
static bool is_port(LIBSSH2_SESSION *session, int port)
{
    if (port >= 0 && (unsigned)port <= SSH2_PORT_MAX)
        return true;
    ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL, "there is no port %d", port);
    return false;
}

LIBSSH2_CHANNEL *libssh2_channel_direct_tcpip_ex(LIBSSH2_SESSION *session, const char *host,
                                                 int port, const char *shost, int sport)
{
    struct ssh2_channel_open_direct_tcpip open = {
        .host_to_connect = ssh2_text(host),
        .port_to_connect = (uint32_t)port,
        .originator_address = ssh2_text(shost),
        .originator_port = (uint32_t)sport,
    };

    if (session == NULL || !is_port(session, port) || !is_port(session, sport))
        return NULL;
    if (host == NULL) {
        ssh2_api_misuse(session, "there is no host to connect to");
        return NULL;
    }
    if (ssh2_api_check_name(session, "host to connect to", open.host_to_connect) != 0 ||
        ssh2_api_check_name(session, "originator's address", open.originator_address) != 0)
        return NULL;
    return open_declared(session, ssh2_channel_open_direct_tcpip_type(), &open);
}

LIBSSH2_CHANNEL *libssh2_channel_direct_streamlocal_ex(LIBSSH2_SESSION *session,
                                                       const char *socket_path, const char *shost,
                                                       int sport)
{
    struct ssh2_channel_open_direct_streamlocal open = {
        .socket_path = ssh2_text(socket_path),
        .reserved_1 = ssh2_text(shost), /* reserved, but servers log it as the origin */
        .reserved_2 = (uint32_t)sport,
    };

    if (session == NULL || !is_port(session, sport))
        return NULL;
    if (socket_path == NULL) {
        ssh2_api_misuse(session, "there is no socket to connect to");
        return NULL;
    }
    return open_declared(session, ssh2_channel_open_direct_streamlocal_type(), &open);
}

/* Listening */

struct listen {
    LIBSSH2_SESSION *session;
    struct ssh2_bytes address;
    uint32_t port, queue_max;
    struct ssh2_listener *listener;
};

static ssize_t listen_step(void *argument)
{
    struct listen *a = argument;

    return ssh2_listener_open(&a->session->core, a->address, a->port, a->queue_max, &a->listener);
}

LIBSSH2_LISTENER *libssh2_channel_forward_listen_ex(LIBSSH2_SESSION *session, const char *host,
                                                    int port, int *bound_port, int queue_maxsize)
{
    struct listen a = { .session = session,
                        .address = ssh2_text(host == NULL ? "0.0.0.0" : host),
                        .port = (uint32_t)port,
                        .queue_max = queue_maxsize > 0 ? (uint32_t)queue_maxsize : 0 };

    if (session == NULL || !is_port(session, port) ||
        ssh2_api_check_name(session, "address to listen on", a.address) != 0)
        return NULL;
    if (!session->core.userauth.authenticated) {
        ssh2_api_misuse(session, "a server listens for us only after login");
        return NULL;
    }

    ssize_t rc = ssh2_api_run(session, SSH2_WAIT_ANSWER, listen_step, &a);

    if (rc == LIBSSH2_ERROR_TIMEOUT)
        ssh2_listener_abandon(&session->core); /* the next call may want another port */
    if (rc != 0)
        return NULL;
    if (bound_port != NULL)
        *bound_port = (int)a.listener->port;
    return (LIBSSH2_LISTENER *)(void *)a.listener;
}

struct accept {
    struct ssh2_listener *listener;
    struct ssh2_channel *channel;
};

static ssize_t accept_step(void *argument)
{
    struct accept *a = argument;

    a->channel = ssh2_listener_accept(a->listener);
    return a->channel == NULL ? LIBSSH2_ERROR_EAGAIN : 0;
}

LIBSSH2_CHANNEL *libssh2_channel_forward_accept(LIBSSH2_LISTENER *listener)
{
    if (listener == NULL)
        return NULL;

    LIBSSH2_SESSION *session = listener_session(listener);
    struct accept a = { .listener = core_listener(listener) };
    ssize_t rc = ssh2_api_run(session, SSH2_WAIT_EVENT, accept_step, &a);

    /* libssh2's code for a connection that failed while nobody had connected. */
    if (rc != 0 && rc != LIBSSH2_ERROR_EAGAIN && rc != LIBSSH2_ERROR_TIMEOUT)
        session->error.code = LIBSSH2_ERROR_CHANNEL_UNKNOWN;
    return ssh2_api_public_channel(a.channel);
}

/* There is no answer to wait for, but the socket has to take it: a program may turn to other things
 * then, and the server would go on listening. */
static ssize_t cancel_step(void *argument)
{
    struct ssh2_listener *listener = argument;
    int rc = ssh2_listener_cancel(listener);

    return rc == 0 ? ssh2_api_flush(ssh2_api_session_of(listener->session)) : rc;
}

int libssh2_channel_forward_cancel(LIBSSH2_LISTENER *listener)
{
    if (listener == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    int rc = (int)ssh2_api_run(listener_session(listener), SSH2_WAIT_ANSWER, cancel_step,
                               core_listener(listener));

    if (rc != LIBSSH2_ERROR_EAGAIN && rc != LIBSSH2_ERROR_TIMEOUT)
        ssh2_listener_free(core_listener(listener));
    return rc;
}
