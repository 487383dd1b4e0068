/* Channels: opening and requests. */
#include "src/api/channel.h"

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
