/* Channels: data and windows. */
#include "src/api/channel.h"

struct transfer {
    LIBSSH2_SESSION *session;
    struct ssh2_channel *channel;
    uint32_t stream;
    char *buffer;      /* read */
    const char *data;  /* write */
    size_t len;
};

/* Reading */

static ssize_t read_step(void *argument)
{
    struct transfer *a = argument;

    return ssh2_channel_read(a->channel, a->stream, a->buffer, a->len);
}

ssize_t libssh2_channel_read_ex(LIBSSH2_CHANNEL *channel, int stream_id, char *buf, size_t buflen)
{
    if (channel == NULL || (buf == NULL && buflen > 0))
        return ssh2_api_channel_misuse(channel, "the buffer");

    struct transfer a = { .session = ssh2_api_channel_session(channel),
                          .channel = ssh2_api_core_channel(channel),
                          .stream = (uint32_t)stream_id,
                          .buffer = buf,
                          .len = buflen };

    return ssh2_api_run(a.session, SSH2_WAIT_EVENT, read_step, &a);
}

int libssh2_poll_channel_read(LIBSSH2_CHANNEL *channel, int extended)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;
    return ssh2_channel_queue_len(&ssh2_api_core_channel(channel)->queue,
                                  extended ? SSH2_ANY_STREAM : 0) > 0;
}

struct flush {
    struct ssh2_channel *channel;
    uint64_t streams;
};

static ssize_t flush_step(void *argument)
{
    struct flush *a = argument;
    struct ssh2_channel *channel = a->channel;

    if (!channel->flushing) {
        size_t dropped = ssh2_channel_flush(channel, a->streams);
        int rc = ssh2_channel_grant(channel, (uint32_t)dropped);

        if (rc != 0 || dropped == 0)
            return rc;
        channel->flushing = true;
        channel->flushed = dropped;
    }

    int rc = ssh2_api_flush(ssh2_api_session_of(channel->session));

    channel->flushing = rc == LIBSSH2_ERROR_EAGAIN;
    return rc == 0 ? (ssize_t)channel->flushed : rc;
}

int libssh2_channel_flush_ex(LIBSSH2_CHANNEL *channel, int streamid)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    struct flush a = { .channel = ssh2_api_core_channel(channel),
                       .streams = streamid == LIBSSH2_CHANNEL_FLUSH_ALL ? SSH2_ANY_STREAM
                                  : streamid == LIBSSH2_CHANNEL_FLUSH_EXTENDED_DATA
                                      ? SSH2_EXTENDED_STREAMS
                                      : (uint32_t)streamid };

    return (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, flush_step, &a);
}

int libssh2_channel_handle_extended_data2(LIBSSH2_CHANNEL *channel, int ignore_mode)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    enum ssh2_extended_mode mode = ignore_mode == LIBSSH2_CHANNEL_EXTENDED_DATA_IGNORE
                                       ? SSH2_EXTENDED_IGNORE
                                   : ignore_mode == LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE
                                       ? SSH2_EXTENDED_MERGE
                                       : SSH2_EXTENDED_NORMAL;
    int flushed = mode == SSH2_EXTENDED_IGNORE
                      ? libssh2_channel_flush_ex(channel, LIBSSH2_CHANNEL_FLUSH_EXTENDED_DATA)
                      : 0;
    int rc = ssh2_channel_set_extended_mode(ssh2_api_core_channel(channel), mode);

    return flushed < 0 ? flushed : rc;
}

void libssh2_channel_handle_extended_data(LIBSSH2_CHANNEL *channel, int ignore_mode)
{
    (void)libssh2_channel_handle_extended_data2(channel, ignore_mode);
}

/* Windows. What is granted has no answer to wait for, but the socket has to take it: a program may turn
 * to other things then, and the server would wait for ever. */

unsigned long libssh2_channel_window_read_ex(LIBSSH2_CHANNEL *channel, unsigned long *read_avail,
                                             unsigned long *window_size_initial)
{
    if (channel == NULL)
        return 0;

    const struct ssh2_channel *core = ssh2_api_core_channel(channel);
    size_t unread = ssh2_channel_queue_len(&core->queue, SSH2_ANY_STREAM);

    if (read_avail != NULL)
        *read_avail = unread;
    if (window_size_initial != NULL)
        *window_size_initial = core->local_window_initial;
    return core->local_window + unread; /* shrinks when data is read, not when it arrives */
}

unsigned long libssh2_channel_window_write_ex(LIBSSH2_CHANNEL *channel,
                                              unsigned long *window_size_initial)
{
    if (channel == NULL)
        return 0;
    if (window_size_initial != NULL)
        *window_size_initial = ssh2_api_core_channel(channel)->peer_window_initial;
    return ssh2_api_core_channel(channel)->peer_window;
}

struct adjustment {
    struct ssh2_channel *channel;
    unsigned long count; /* bytes */
    bool force;
};

/* Grants what the program allows, unless that is too little to be worth a message. */
static int adjust(const struct adjustment *a)
{
    struct ssh2_channel *channel = a->channel;
    int rc = 0;

    channel->window_before = channel->local_window;
    if (a->count > UINT32_MAX - channel->unasked_window)
        return ssh2_fail(channel->session->error, LIBSSH2_ERROR_PROTO,
                         "a window of more than 2^32-1 bytes");
    channel->unasked_window += (uint32_t)a->count;
    if (!a->force && channel->unasked_window < LIBSSH2_CHANNEL_MINADJUST)
        return 0;
    rc = ssh2_channel_grant(channel, channel->unasked_window);
    channel->unasked_window = 0;
    channel->adjusting = rc == 0;
    return rc;
}

static ssize_t adjust_step(void *argument)
{
    const struct adjustment *a = argument;
    int rc = a->channel->adjusting ? 0 : adjust(a);

    if (rc != 0 || !a->channel->adjusting)
        return rc;
    rc = ssh2_api_flush(ssh2_api_session_of(a->channel->session));
    a->channel->adjusting = rc == LIBSSH2_ERROR_EAGAIN;
    return rc;
}

int libssh2_channel_receive_window_adjust2(LIBSSH2_CHANNEL *channel, unsigned long adjustment,
                                           unsigned char force, unsigned int *storewindow)
{
    if (channel == NULL)
        return LIBSSH2_ERROR_BAD_USE;

    struct adjustment a = { ssh2_api_core_channel(channel), adjustment, force != 0 };
    int rc = (int)ssh2_api_run(ssh2_api_channel_session(channel), SSH2_WAIT_ANSWER, adjust_step, &a);

    if (storewindow != NULL)
        *storewindow = a.channel->window_before;
    return rc;
}

unsigned long libssh2_channel_receive_window_adjust(LIBSSH2_CHANNEL *channel,
                                                    unsigned long adjustment, unsigned char force)
{
    unsigned int window = 0;
    int rc = libssh2_channel_receive_window_adjust2(channel, adjustment, force, &window);

    return rc == 0 ? window : (unsigned long)rc;
}

/* Writing */

/* What was put into the output is told to the program when the socket has taken it: until then the
 * call is repeated, so that nothing stays behind in a program that only waits to read. A call that is
 * shorter than the one before is told no more than its own bytes, and the next ones the rest. */
static ssize_t write_step(void *argument)
{
    struct transfer *a = argument;
    struct ssh2_channel *channel = a->channel;

    if (channel->unflushed == 0) {
        ssize_t n = ssh2_channel_write(channel, a->stream, a->data, a->len);

        if (n <= 0)
            return n;
        channel->unflushed = (size_t)n;
    }

    int rc = ssh2_api_flush(a->session);

    if (rc != 0)
        return rc;

    size_t written = channel->unflushed < a->len ? channel->unflushed : a->len;

    channel->unflushed -= written;
    return (ssize_t)written;
}

ssize_t libssh2_channel_write_ex(LIBSSH2_CHANNEL *channel, int stream_id, const char *buf,
                                 size_t buflen)
{
    if (channel == NULL || (buf == NULL && buflen > 0))
        return ssh2_api_channel_misuse(channel, "the buffer");

    struct transfer a = { .session = ssh2_api_channel_session(channel),
                          .channel = ssh2_api_core_channel(channel),
                          .stream = (uint32_t)stream_id,
                          .data = buf,
                          .len = buflen };

    return ssh2_api_run(a.session, SSH2_WAIT_EVENT, write_step, &a);
}

void libssh2_channel_set_blocking(LIBSSH2_CHANNEL *channel, int blocking)
{
    if (channel != NULL)
        libssh2_session_set_blocking(ssh2_api_channel_session(channel), blocking);
}
