/* Channels: opening, requests, ending. */
#include "src/api/channel.h"

#include <string.h>

#include "src/packet/connection/channel_request.h"
#include "src/packet/connection/chanreq_env.h"
#include "src/packet/connection/chanreq_pty_req.h"
#include "src/packet/connection/chanreq_signal.h"
#include "src/packet/connection/chanreq_window_change.h"

int ssh2_api_channel_misuse(LIBSSH2_CHANNEL *channel, const char *what)
{
    return channel == NULL ? LIBSSH2_ERROR_BAD_USE
                           : ssh2_api_misuse(ssh2_api_channel_session(channel), "%s is missing", what);
}

/* A text of some length that is not there. */
static bool is_missing(const char *text, size_t len)
{
    return text == NULL && len > 0;
}

/* Opening */

struct open {
    LIBSSH2_SESSION *session;
    const struct ssh2_channel_offer *offer;
    struct ssh2_channel *channel;
};

static ssize_t open_step(void *argument)
{
    struct open *a = argument;

    return ssh2_channel_open(&a->session->core, a->offer, &a->channel);
}

LIBSSH2_CHANNEL *ssh2_api_open_channel(LIBSSH2_SESSION *session,
                                       const struct ssh2_channel_offer *offer)
{
    struct open a = { .session = session, .offer = offer };

    if (!session->core.userauth.authenticated) {
        ssh2_api_misuse(session, "a channel can be opened only after login");
        return NULL;
    }
    if (ssh2_api_run(session, SSH2_WAIT_ANSWER, open_step, &a) == LIBSSH2_ERROR_TIMEOUT)
        ssh2_channel_open_abandon(&session->core); /* the next call may want another channel */
    return ssh2_api_public_channel(a.channel);
}

LIBSSH2_CHANNEL *libssh2_channel_open_ex(LIBSSH2_SESSION *session, const char *channel_type,
                                         unsigned int channel_type_len, unsigned int window_size,
                                         unsigned int packet_size, const char *message,
                                         unsigned int message_len)
{
    struct ssh2_channel_offer offer = { .channel_type = ssh2_bytes(channel_type, channel_type_len),
                                        .window = window_size,
                                        .packet_max = packet_size,
                                        .type_data = ssh2_bytes(message, message_len) };

    if (session == NULL)
        return NULL;
    if (channel_type == NULL || is_missing(message, message_len)) {
        ssh2_api_misuse(session, "a channel's type, or what it adds, is missing");
        return NULL;
    }
    return ssh2_api_open_channel(session, &offer);
}

/* Requests that want an answer */

struct ask {
    struct ssh2_channel *channel;
    const struct ssh2_packet_type *type;
    const void *packet;
};

static ssize_t ask_step(void *argument)
{
    struct ask *a = argument;

    return ssh2_channel_ask(a->channel, a->type, a->packet);
}

int ssh2_api_ask(LIBSSH2_CHANNEL *channel, const struct ssh2_packet_type *type, const void *packet)
{
    struct ask a = { ssh2_api_core_channel(channel), type, packet };

    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, ask_step, &a);
}

/* There is no answer to wait for, but the socket has to take it: a program may turn to other things then. */
static ssize_t tell_step(void *argument)
{
    struct ask *a = argument;
    int rc = 0;

    if (a->channel->told != a->type)
        rc = ssh2_channel_tell(a->channel, a->type, a->packet);
    if (rc != 0)
        return rc;
    a->channel->told = a->type;
    rc = ssh2_api_flush(ssh2_api_session_of(a->channel->session));
    if (rc != LIBSSH2_ERROR_EAGAIN)
        a->channel->told = NULL;
    return rc;
}

static int tell(LIBSSH2_CHANNEL *channel, const struct ssh2_packet_type *type, const void *packet)
{
    struct ask a = { ssh2_api_core_channel(channel), type, packet };

    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, tell_step, &a);
}

int libssh2_channel_setenv_ex(LIBSSH2_CHANNEL *channel, const char *varname,
                              unsigned int varname_len, const char *value, unsigned int value_len)
{
    if (channel == NULL || varname == NULL || is_missing(value, value_len))
        return ssh2_api_channel_misuse(channel, "the variable's name or value");

    struct ssh2_chanreq_env request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .want_reply = true,
        .variable_name = ssh2_bytes(varname, varname_len),
        .variable_value = ssh2_bytes(value, value_len),
    };

    return ssh2_api_ask(channel, ssh2_chanreq_env_type(), &request);
}

#define SSH2_PTY_TEXT_MAX_BYTES 256u /* as libssh2: terminal name and modes together */

int libssh2_channel_request_pty_ex(LIBSSH2_CHANNEL *channel, const char *term, unsigned int term_len,
                                   const char *modes, unsigned int modes_len, int width, int height,
                                   int width_px, int height_px)
{
    static const char no_modes[1] = { 0 }; /* TTY_OP_END alone: RFC 4254, section 8 */

    if (channel == NULL || is_missing(term, term_len) || is_missing(modes, modes_len))
        return ssh2_api_channel_misuse(channel, "the terminal's name or modes");
    if (term_len > SSH2_PTY_TEXT_MAX_BYTES || modes_len > SSH2_PTY_TEXT_MAX_BYTES - term_len)
        return ssh2_fail(&ssh2_api_channel_session(channel)->error, LIBSSH2_ERROR_INVAL,
                         "terminal name and modes have more than %u bytes", SSH2_PTY_TEXT_MAX_BYTES);

    struct ssh2_chanreq_pty_req request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .want_reply = true,
        .term = ssh2_bytes(term, term_len),
        .width_columns = (uint32_t)width,
        .height_rows = (uint32_t)height,
        .width_pixels = (uint32_t)width_px,
        .height_pixels = (uint32_t)height_px,
        .encoded_terminal_modes = modes_len > 0 ? ssh2_bytes(modes, modes_len)
                                                : ssh2_bytes(no_modes, sizeof(no_modes)),
    };

    return ssh2_api_ask(channel, ssh2_chanreq_pty_req_type(), &request);
}

int libssh2_channel_request_pty_size_ex(LIBSSH2_CHANNEL *channel, int width, int height, int width_px,
                                        int height_px)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    struct ssh2_chanreq_window_change request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .width_columns = (uint32_t)width,
        .height_rows = (uint32_t)height,
        .width_pixels = (uint32_t)width_px,
        .height_pixels = (uint32_t)height_px,
    };

    return tell(channel, ssh2_chanreq_window_change_type(), &request);
}

int libssh2_channel_signal_ex(LIBSSH2_CHANNEL *channel, const char *signame, size_t signame_len)
{
    if (channel == NULL || signame == NULL)
        return ssh2_api_channel_misuse(channel, "the signal's name");

    struct ssh2_chanreq_signal request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .signal_name = ssh2_bytes(signame, signame_len),
    };

    return tell(channel, ssh2_chanreq_signal_type(), &request);
}

/* shell, exec, subsystem, or what else starts a program: RFC 4254, section 6.5. The message, if there
 * is one, is a string of its own behind the request's name. */
static int ask_startup(LIBSSH2_CHANNEL *channel, struct ssh2_bytes request_type,
                       struct ssh2_bytes message)
{
    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    size_t len = message.data == NULL ? 0 : 4 + message.len;
    uint8_t *data = ssh2_alloc(&session->memory, len);
    struct ssh2_writer w = ssh2_writer(data, len);

    if (data == NULL && len > 0)
        return ssh2_fail_memory(&session->error, "the request");
    if (len > 0)
        ssh2_write_string(&w, message);

    struct ssh2_channel_request request = {
        .recipient_channel = ssh2_api_core_channel(channel)->peer_number,
        .request_type = request_type,
        .want_reply = true,
        .request_data = ssh2_written(&w),
    };
    int rc = ssh2_api_ask(channel, ssh2_channel_request_type(), &request);

    ssh2_free_secret(&session->memory, data, len); /* a command may hold a password */
    return rc;
}

int libssh2_channel_process_startup(LIBSSH2_CHANNEL *channel, const char *request,
                                    unsigned int request_len, const char *message,
                                    unsigned int message_len)
{
    if (channel == NULL || request == NULL)
        return ssh2_api_channel_misuse(channel, "the request's name");

    struct ssh2_channel *core = ssh2_api_core_channel(channel);
    struct ssh2_bytes text = ssh2_bytes(message, message == NULL ? 0 : message_len);

    if (core->process_started)
        return ssh2_api_misuse(ssh2_api_channel_session(channel),
                               "a program was started on this channel before");
    if (text.len > SSH2_CHANNEL_PACKET_MAX_BYTES)
        return ssh2_fail(&ssh2_api_channel_session(channel)->error, LIBSSH2_ERROR_INVAL,
                         "a command of %zu bytes: a packet has at most %u", text.len,
                         SSH2_CHANNEL_PACKET_MAX_BYTES);

    int rc = ask_startup(channel, ssh2_bytes(request, request_len), text);

    core->process_started = rc == 0 || rc == LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED;
    return rc;
}

/* Ending */

static ssize_t send_eof_step(void *argument)
{
    struct ssh2_channel *channel = argument;
    int rc = ssh2_channel_send_eof(channel);

    return rc == 0 ? ssh2_api_flush(ssh2_api_session_of(channel->session)) : rc;
}

int libssh2_channel_send_eof(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, send_eof_step,
                             ssh2_api_core_channel(channel));
}

int libssh2_channel_eof(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_channel_is_at_eof(ssh2_api_core_channel(channel));
}

/* Unread data that fills the window keeps the peer's EOF away: no waiting helps. */
static bool window_is_full(const struct ssh2_channel *channel)
{
    return channel->local_window == 0 &&
           ssh2_channel_queue_len(&channel->queue, SSH2_ANY_STREAM) > 0;
}

static ssize_t wait_eof_step(void *argument)
{
    struct ssh2_channel *channel = argument;
    LIBSSH2_SESSION *session = ssh2_api_session_of(channel->session);

    if (channel->eof_received || channel->close_received)
        return 0;

    int rc = ssh2_channel_make_room(channel);

    if (rc == 0 && session->blocking && window_is_full(channel))
        return ssh2_fail(&session->error, LIBSSH2_ERROR_CHANNEL_WINDOW_FULL,
                         "unread data fills the channel's window: the server cannot get to its EOF");
    return rc == 0 ? LIBSSH2_ERROR_EAGAIN : rc;
}

int libssh2_channel_wait_eof(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_EVENT, wait_eof_step,
                             ssh2_api_core_channel(channel));
}

static ssize_t close_step(void *argument)
{
    return ssh2_channel_close(argument);
}

int libssh2_channel_close(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, close_step,
                             ssh2_api_core_channel(channel));
}

static ssize_t wait_closed_step(void *argument)
{
    const struct ssh2_channel *channel = argument;

    return channel->close_received ? 0 : LIBSSH2_ERROR_EAGAIN;
}

int libssh2_channel_wait_closed(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    struct ssh2_channel *core = ssh2_api_core_channel(channel);

    if (!core->eof_received && !core->close_received)
        return ssh2_fail(&session->error, LIBSSH2_ERROR_INVAL,
                         "wait for the server's EOF before its CLOSE");
    return (int)ssh2_api_run(session, SSH2_WAIT_ANSWER, wait_closed_step, core);
}

int libssh2_channel_free(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    struct ssh2_channel *core = ssh2_api_core_channel(channel);

    if (session->lost == 0 && !ssh2_transport_is_dead(session->core.transport) &&
        libssh2_channel_close(channel) == LIBSSH2_ERROR_EAGAIN)
        return LIBSSH2_ERROR_EAGAIN;
    ssh2_channel_abandon(core); /* a server that never answers keeps no program waiting */
    ssh2_transport_trim(session->core.transport);
    return 0;
}

/* How the program on the other side ended */

/* A read stops at the end of the stream. What came right behind it counts: libvirt asks at once. */
static struct ssh2_channel *caught_up(LIBSSH2_CHANNEL *channel)
{
    ssh2_api_catch_up(ssh2_api_channel_session(channel));
    return ssh2_api_core_channel(channel);
}

int libssh2_channel_get_exit_status(LIBSSH2_CHANNEL *channel)
{
    return channel == NULL ? 0 : (int)caught_up(channel)->exit_status;
}

int libssh2_channel_has_exit_status(LIBSSH2_CHANNEL *channel)
{
    return channel != NULL && caught_up(channel)->has_exit_status;
}

static void set_text(char **text, size_t *len, char *value, size_t value_len)
{
    if (text != NULL)
        *text = value;
    if (len != NULL)
        *len = value_len;
}

int libssh2_channel_get_exit_signal(LIBSSH2_CHANNEL *channel, char **exitsignal,
                                    size_t *exitsignal_len, char **errmsg, size_t *errmsg_len,
                                    char **langtag, size_t *langtag_len)
{
    if (channel == NULL)
        return 0;

    LIBSSH2_SESSION *session = ssh2_api_channel_session(channel);
    struct ssh2_bytes name = caught_up(channel)->exit_signal;
    char *copy = NULL;

    set_text(errmsg, errmsg_len, NULL, 0);
    set_text(langtag, langtag_len, NULL, 0);
    set_text(exitsignal, exitsignal_len, NULL, 0);
    if (name.data == NULL || exitsignal == NULL)
        return 0;
    copy = ssh2_alloc(&session->memory, name.len + 1);
    if (copy == NULL)
        return ssh2_fail_memory(&session->error, "the exit signal's name");
    memcpy(copy, name.data, name.len + 1);
    set_text(exitsignal, exitsignal_len, copy, name.len);
    return 0;
}
