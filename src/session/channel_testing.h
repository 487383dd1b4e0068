/* What the tests of channels share: a server that says one thing at a time about a channel. */
#ifndef SSH2_SESSION_CHANNEL_TESTING_H
#define SSH2_SESSION_CHANNEL_TESTING_H

#include "src/packet/connection/channel_close.h"
#include "src/packet/connection/channel_data.h"
#include "src/packet/connection/channel_eof.h"
#include "src/packet/connection/channel_extended_data.h"
#include "src/packet/connection/channel_failure.h"
#include "src/packet/connection/channel_success.h"
#include "src/packet/connection/channel_window_adjust.h"
#include "src/packet/connection/chanreq_env.h"
#include "src/packet/connection/chanreq_exit_signal.h"
#include "src/packet/connection/chanreq_exit_status.h"
#include "src/session/server_testing.h"

#define ROOMY 1048576u /* a window that no test fills */
#define PACKET 32768u

static inline void say_data(struct connection *c, const struct ssh2_channel *channel, uint32_t stream,
                            struct ssh2_bytes bytes)
{
    struct ssh2_channel_data data = { .recipient_channel = channel->local_number, .data = bytes };
    struct ssh2_channel_extended_data extended = { .recipient_channel = channel->local_number,
                                                   .data_type_code = stream,
                                                   .data = bytes };

    if (stream == 0)
        say(c, ssh2_channel_data_type(), &data);
    else
        say(c, ssh2_channel_extended_data_type(), &extended);
}

static inline void say_text(struct connection *c, const struct ssh2_channel *channel, uint32_t stream,
                            const char *text)
{
    say_data(c, channel, stream, ssh2_text(text));
    settle(c);
}

static inline void say_eof(struct connection *c, const struct ssh2_channel *channel)
{
    struct ssh2_channel_eof eof = { .recipient_channel = channel->local_number };

    say(c, ssh2_channel_eof_type(), &eof);
    settle(c);
}

static inline void say_close(struct connection *c, const struct ssh2_channel *channel)
{
    struct ssh2_channel_close close = { .recipient_channel = channel->local_number };

    say(c, ssh2_channel_close_type(), &close);
    settle(c);
}

static inline void say_answer(struct connection *c, uint32_t number, bool granted)
{
    struct ssh2_channel_success success = { .recipient_channel = number };
    struct ssh2_channel_failure failure = { .recipient_channel = number };

    if (granted)
        say(c, ssh2_channel_success_type(), &success);
    else
        say(c, ssh2_channel_failure_type(), &failure);
    settle(c);
}

static inline void say_payload(struct connection *c, struct ssh2_bytes payload)
{
    assert_int_equal(ssh2_transport_send(c->server, &payload, 1), 0);
}

static inline void expect_read(struct ssh2_channel *channel, uint32_t stream, const char *text)
{
    char data[256];

    assert_int_equal(ssh2_channel_read(channel, stream, data, sizeof(data)), strlen(text));
    assert_memory_equal(data, text, strlen(text));
}

/* The server broke the protocol, and that has ended the connection. */
static inline bool is_over(const struct connection *c)
{
    return ssh2_transport_is_dead(c->client.transport);
}

#endif
