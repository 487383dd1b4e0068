/* For the tests of forward.c and x11_agent.c: channels that the server opens. */
#ifndef SSH2_API_FORWARD_TESTING_H
#define SSH2_API_FORWARD_TESTING_H

#include "src/crypto/testing.h"
#include "src/oracle/play.h"

/* Says something to a cat, hears it again, and hangs up. */
static inline void talk_to_cat(struct ssh2_play *play, LIBSSH2_CHANNEL *channel)
{
    char data[8];
    size_t len = 0;
    ssize_t n;
    int rc;

    SSH2_CALL(play, n, libssh2_channel_write(channel, "purr", 4));
    assert_int_equal(n, 4);
    for (; len < 4; len += (size_t)n) {
        SSH2_MOVE(play, n, libssh2_channel_read(channel, data + len, sizeof(data) - len));
        assert_in_range(n, 1, 4);
    }
    assert_memory_equal(data, "purr", 4);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    assert_int_equal(rc, 0);
}

/* On a wire without difficulties. */

static inline void log_in(struct ssh2_wire_pair *pair)
{
    static const struct ssh2_peer_settings settings = { .agent_request = "auth-agent-req" };
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &log), 0);
}

/* What becomes of a channel that the server opens now: NULL, or why it is turned away. */
static inline const char *knock(struct ssh2_wire_pair *pair, const char *type, const char *address,
                                uint32_t port)
{
    ssh2_peer_knock(pair->peer, type, address, port);
    for (unsigned i = 0; i < 100 && pair->peer->knock.state == SSH2_PEER_KNOCKING; i++)
        assert_int_equal(libssh2_channel_free(libssh2_channel_open_session(pair->session)), 0);
    assert_true(pair->peer->knock.state != SSH2_PEER_KNOCKING);
    return pair->peer->knock.state == SSH2_PEER_LET_IN ? NULL : pair->peer->knock.refusal;
}

#define ASSERT_REFUSED(refusal, number) assert_non_null(strstr((refusal), "reason " #number))

#endif
