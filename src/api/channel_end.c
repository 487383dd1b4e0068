/* Channels: how they end, and how the program on the other side did. */
#include "src/api/channel.h"

#include <string.h>

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

#define PATIENCE_MS 1000 /* ours: for the CLOSE of a server that sends data behind ours */

/* Dropbear closes when its program has ended, and lets that go on talking until then. */
ssize_t ssh2_api_close_step(void *argument)
{
    struct ssh2_channel *channel = argument;
    LIBSSH2_SESSION *session = ssh2_api_session_of(channel->session);
    int rc = ssh2_channel_close(channel);

    if (rc != LIBSSH2_ERROR_EAGAIN || !channel->talks_on)
        return rc;

    long long now = ssh2_clock_ms();

    if (channel->talks_since_ms == 0)
        channel->talks_since_ms = now;
    session->tries_again_soon = true;
    return now - channel->talks_since_ms < PATIENCE_MS ? LIBSSH2_ERROR_EAGAIN : 0;
}

int libssh2_channel_close(LIBSSH2_CHANNEL *channel)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, ssh2_api_close_step,
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
