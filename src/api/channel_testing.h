/* For the tests of channel.c, channel_end.c and channel_data.c. */
#ifndef SSH2_API_CHANNEL_TESTING_H
#define SSH2_API_CHANNEL_TESTING_H

#include "src/crypto/testing.h"
#include "src/oracle/play.h"

static inline LIBSSH2_CHANNEL *open_channel(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;

    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    assert_non_null(channel);
    return channel;
}

static inline LIBSSH2_CHANNEL *start(struct ssh2_play *play, const char *command)
{
    LIBSSH2_CHANNEL *channel = open_channel(play);
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_exec(channel, command));
    assert_int_equal(rc, 0);
    return channel;
}

static inline void close_and_free(struct ssh2_play *play, LIBSSH2_CHANNEL *channel)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_close(channel));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_close(channel)); /* once more does nothing */
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    assert_int_equal(rc, 0);
}

/* On a wire without difficulties. */

static inline void log_in(struct ssh2_wire_pair *pair)
{
    static const struct ssh2_peer_settings honest;
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
}

static inline LIBSSH2_CHANNEL *start_at_once(struct ssh2_wire_pair *pair, const char *command)
{
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(pair->session);

    assert_non_null(channel);
    assert_int_equal(libssh2_channel_exec(channel, command), 0);
    return channel;
}

#endif
