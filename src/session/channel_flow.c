/* Data of a channel in both directions, and the windows that bound it. RFC 4254, section 5.2. */
#include "src/session/channel.h"

#include <string.h>

#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/channel_window_adjust.h"
#include "src/session/session.h"

/* What one call may put into the output, so that it leaves in one send and no peer's window makes us
 * hold more. */
#define SSH2_CHANNEL_BURST_MAX_BYTES (256u * 1024u)
#define SSH2_CHANNEL_BURST_MAX_COUNT 1024u /* packets: the peer may want tiny ones (threat C3) */
#define SSH2_CHANNEL_PARTS_MAX_COUNT 8u
#define WINDOW_GROWTH 4u /* ours: two round trips from the default to the largest window */

/* Out */

static size_t burst_max(const struct ssh2_channel *channel)
{
    uint64_t len = (uint64_t)channel->peer_packet_max * SSH2_CHANNEL_BURST_MAX_COUNT;

    return len < SSH2_CHANNEL_BURST_MAX_BYTES ? (size_t)len : SSH2_CHANNEL_BURST_MAX_BYTES;
}

size_t ssh2_channel_writable(const struct ssh2_channel *channel)
{
    size_t burst = burst_max(channel);

    if (!ssh2_transport_can_send(channel->session->transport) || channel->eof_sent ||
        channel->close_sent)
        return 0;
    return channel->peer_window < burst ? channel->peer_window : burst;
}

/* The packet up to its data, whose length alone is in the header. */
static void write_data_header(struct ssh2_writer *w, const struct ssh2_channel *channel,
                              uint32_t stream, uint32_t len)
{
    ssh2_write_byte(w, stream == 0 ? SSH_MSG_CHANNEL_DATA : SSH_MSG_CHANNEL_EXTENDED_DATA);
    ssh2_write_uint32(w, channel->peer_number);
    if (stream != 0)
        ssh2_write_uint32(w, stream);
    ssh2_write_uint32(w, len);
}

/* Moves up to len bytes from the front of the parts to taken; returns how many views that needs. */
static size_t take_parts(struct ssh2_bytes *parts, size_t count, size_t len, struct ssh2_bytes *taken)
{
    size_t used = 0;

    for (size_t i = 0; i < count && len > 0; i++) {
        size_t piece = parts[i].len < len ? parts[i].len : len;

        if (piece == 0)
            continue;
        taken[used++] = ssh2_bytes(parts[i].data, piece);
        parts[i] = ssh2_bytes(parts[i].data + piece, parts[i].len - piece);
        len -= piece;
    }
    return used;
}

static int send_one(struct ssh2_channel *channel, uint32_t stream, struct ssh2_bytes *parts,
                    size_t count, size_t len)
{
    uint8_t header[SSH2_CHANNEL_DATA_HEADER_BYTES];
    struct ssh2_writer w = ssh2_writer(header, sizeof(header));
    struct ssh2_bytes payload[SSH2_CHANNEL_PARTS_MAX_COUNT + 1];

    write_data_header(&w, channel, stream, (uint32_t)len);
    payload[0] = ssh2_written(&w);

    size_t used = 1 + take_parts(parts, count, len, payload + 1);
    int rc = ssh2_transport_send(channel->session->transport, payload, used);

    if (rc == 0)
        channel->peer_window -= (uint32_t)len;
    return rc;
}

static size_t total_len(const struct ssh2_bytes *parts, size_t count)
{
    size_t len = 0;

    for (size_t i = 0; i < count; i++)
        len += parts[i].len;
    return len;
}

int ssh2_channel_send(struct ssh2_channel *channel, uint32_t stream, const struct ssh2_bytes *parts,
                      size_t count)
{
    struct ssh2_bytes rest[SSH2_CHANNEL_PARTS_MAX_COUNT];
    size_t left = total_len(parts, count);

    if (count > SSH2_CHANNEL_PARTS_MAX_COUNT || left > ssh2_channel_writable(channel))
        return ssh2_fail(channel->session->error, LIBSSH2_ERROR_CHANNEL_WINDOW_EXCEEDED,
                         "%zu bytes do not fit the channel's window", left);
    memcpy(rest, parts, count * sizeof(rest[0]));
    do {
        size_t len = left < channel->peer_packet_max ? left : channel->peer_packet_max;
        int rc = send_one(channel, stream, rest, count, len);

        if (rc != 0)
            return rc;
        left -= len;
    } while (left > 0);
    return 0;
}

ssize_t ssh2_channel_write(struct ssh2_channel *channel, uint32_t stream, const void *data,
                           size_t len)
{
    struct ssh2_error *error = channel->session->error;
    size_t room = ssh2_channel_writable(channel);

    if (channel->close_sent)
        return ssh2_fail(error, LIBSSH2_ERROR_CHANNEL_CLOSED, "the channel is closed");
    if (channel->eof_sent)
        return ssh2_fail(error, LIBSSH2_ERROR_CHANNEL_EOF_SENT, "EOF was sent on the channel");
    if (room == 0 && (len > 0 || !ssh2_transport_can_send(channel->session->transport)))
        return LIBSSH2_ERROR_EAGAIN;

    struct ssh2_bytes part = ssh2_bytes(data, len < room ? len : room);
    int rc = ssh2_channel_send(channel, stream, &part, 1);

    return rc == 0 ? (ssize_t)part.len : rc;
}

/* In */

size_t ssh2_channel_flush(struct ssh2_channel *channel, uint64_t streams)
{
    return ssh2_channel_queue_take(&channel->queue, channel->session->memory, streams, NULL,
                                   SIZE_MAX);
}

/* The peer sends no more data, or none that we want: a window is of no use to it. */
static bool has_ended(const struct ssh2_channel *channel)
{
    return channel->eof_received || channel->close_received || channel->close_sent;
}

static int send_window_adjust(struct ssh2_channel *channel, uint32_t count)
{
    struct ssh2_channel_window_adjust adjust = { .recipient_channel = channel->peer_number,
                                                 .bytes_to_add = count };

    if (channel->local_window < channel->local_granted) { /* some of it is used: the peer knows of it */
        channel->local_granted = 0;
        channel->has_grown = false;
    }
    channel->local_granted += count;
    channel->local_window += count;
    return ssh2_transport_post_packet(channel->session->transport,
                                      ssh2_channel_window_adjust_type(), &adjust);
}

int ssh2_channel_credit(struct ssh2_channel *channel, size_t count)
{
    channel->consumed += (uint32_t)count; /* at most what the window allowed: never wraps */
    if (has_ended(channel) || channel->consumed < channel->local_window_target / 2)
        return 0;

    uint32_t grant = channel->consumed;

    channel->consumed = 0;
    return send_window_adjust(channel, grant);
}

int ssh2_channel_grant(struct ssh2_channel *channel, uint32_t count)
{
    if (count > UINT32_MAX - channel->local_window)
        return ssh2_fail(channel->session->error, LIBSSH2_ERROR_PROTO,
                         "a window of more than 2^32-1 bytes");
    return count == 0 || has_ended(channel) ? 0 : send_window_adjust(channel, count);
}

int ssh2_channel_make_room(struct ssh2_channel *channel)
{
    uint32_t count = channel->consumed;

    if (channel->local_window > count)
        return 0;
    channel->consumed = 0;
    return ssh2_channel_grant(channel, count);
}

int ssh2_channel_widen(struct ssh2_channel *channel, uint32_t window)
{
    uint32_t more = window - channel->local_window_target;

    if (window <= channel->local_window_target)
        return 0;
    channel->local_window_target = window;
    return ssh2_channel_grant(channel, more);
}

/* The peer has used up all the window but our last grants, of which it does not know yet. */
static bool is_kept_waiting(const struct ssh2_channel *channel)
{
    return channel->local_window >= channel->local_granted &&
           channel->local_window - channel->local_granted < channel->local_packet_max;
}

/* A reader waits because of the window: a larger one would have filled the link. Once before the peer
 * uses it. A window that the program chose to be small stays so. */
static int grow_window(struct ssh2_channel *channel)
{
    uint32_t target = channel->local_window_target;

    if (channel->has_grown || !is_kept_waiting(channel) || target < LIBSSH2_CHANNEL_WINDOW_DEFAULT)
        return 0;
    channel->has_grown = true;
    return ssh2_channel_widen(channel, target < SSH2_CHANNEL_WINDOW_MAX_BYTES / WINDOW_GROWTH
                                           ? target * WINDOW_GROWTH
                                           : SSH2_CHANNEL_WINDOW_MAX_BYTES);
}

int ssh2_channel_set_extended_mode(struct ssh2_channel *channel, enum ssh2_extended_mode mode)
{
    channel->extended_mode = mode;
    if (mode != SSH2_EXTENDED_IGNORE)
        return 0;

    size_t dropped = ssh2_channel_flush(channel, SSH2_EXTENDED_STREAMS);

    return ssh2_channel_credit(channel, dropped);
}

/* In MERGE mode what waits in any stream is read as one. */
static uint64_t streams_to_take(const struct ssh2_channel *channel, uint32_t stream)
{
    return stream == 0 && channel->extended_mode == SSH2_EXTENDED_MERGE ? SSH2_ANY_STREAM : stream;
}

/* Dispatches what has come until the sink is full; nothing is copied twice on its way there. */
static int fill_sink(struct ssh2_channel *channel)
{
    int rc = 0;

    while (rc == 0 && channel->sink.filled < channel->sink.len && !channel->eof_received &&
           !channel->close_received)
        rc = ssh2_session_dispatch(channel->session);
    return rc;
}

ssize_t ssh2_channel_read(struct ssh2_channel *channel, uint32_t stream, void *data, size_t len)
{
    struct ssh2_channel_sink sink = { .data = data, .len = len, .stream = stream };
    int rc = 0;

    sink.filled = ssh2_channel_queue_take(&channel->queue, channel->session->memory,
                                          streams_to_take(channel, stream), data, len);
    channel->sink = sink;
    if (sink.filled < len)
        rc = fill_sink(channel);

    size_t filled = channel->sink.filled;

    channel->sink.data = NULL;
    if (filled > 0) {
        int credit = ssh2_channel_credit(channel, filled);

        return credit == 0 || ssh2_transport_is_dead(channel->session->transport) ? (ssize_t)filled
                                                                                  : credit;
    }
    if (channel->eof_received || channel->close_received || len == 0)
        return 0;
    if (rc == 0 || rc == LIBSSH2_ERROR_EAGAIN)
        rc = grow_window(channel);
    if (rc == 0)
        rc = ssh2_channel_make_room(channel);
    return rc == 0 ? LIBSSH2_ERROR_EAGAIN : rc;
}
