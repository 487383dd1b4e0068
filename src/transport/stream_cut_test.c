/* Threat V4: the same bytes cut anywhere make the same events. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/transport/pair.h"

/* A conversation with everything in it: handshake, EXT_INFO, data, a rekeying, data. */
static void converse(struct ssh2_pair *pair, size_t chunk)
{
    ssh2_transport_start(pair->client.transport);
    ssh2_transport_start(pair->server.transport);
    ssh2_pair_run(pair, chunk);
    ssh2_transport_set_stage(pair->client.transport, SSH2_STAGE_CONNECTION);
    ssh2_transport_set_stage(pair->server.transport, SSH2_STAGE_CONNECTION);
    ssh2_pair_send_data(&pair->client, 1, 100);
    ssh2_pair_send_data(&pair->server, 2, 5000);
    ssh2_pair_run(pair, chunk);
    ssh2_transport_rekey(pair->server.transport);
    ssh2_pair_run(pair, chunk);
    ssh2_pair_send_data(&pair->client, 3, 1);
    ssh2_pair_run(pair, chunk);
}

static void assert_same_events(const struct ssh2_pair_end *one, const struct ssh2_pair_end *other)
{
    assert_int_equal(one->rc, other->rc);
    assert_int_equal(one->events_len, other->events_len);
    assert_memory_equal(one->events, other->events, one->events_len);
}

static void bytes_one_at_a_time_make_the_same_events(void **state)
{
    static const size_t chunks[] = { 1, 2, 3, 7, 64, 1000 };
    struct ssh2_pair whole;

    (void)state;
    assert_true(ssh2_pair_init(&whole, &ssh2_memory_default));
    converse(&whole, SIZE_MAX);
    assert_int_equal(whole.client.rc, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(whole.server.rc, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(whole.server.event_count, 2);
    assert_int_equal(whole.client.event_count, 1);
    for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
        struct ssh2_pair pair;

        assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
        converse(&pair, chunks[i]);
        assert_same_events(&pair.client, &whole.client);
        assert_same_events(&pair.server, &whole.server);
        ssh2_pair_free(&pair);
    }
    ssh2_pair_free(&whole);
}

/* Runs with the sender's stream cut once, behind cut bytes; false when the stream is shorter. */
static bool run_with_cut(struct ssh2_pair_end *sender, struct ssh2_pair_end *receiver, size_t cut)
{
    size_t moved = 1;
    size_t left = cut;

    while (moved > 0) {
        moved = ssh2_pair_deliver(receiver, sender, SIZE_MAX);

        size_t step = ssh2_pair_deliver(sender, receiver, left > 0 ? left : SIZE_MAX);

        left -= step < left ? step : left;
        moved += step;
    }
    return left == 0;
}

static void cut_handshakes(bool cut_the_server)
{
    bool is_within = true;

    for (size_t cut = 1; is_within; cut++) {
        struct ssh2_pair pair;

        assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
        ssh2_transport_start(pair.client.transport);
        ssh2_transport_start(pair.server.transport);
        is_within = cut_the_server ? run_with_cut(&pair.server, &pair.client, cut)
                                   : run_with_cut(&pair.client, &pair.server, cut);
        assert_true(ssh2_transport_is_established(pair.client.transport));
        assert_true(ssh2_transport_is_established(pair.server.transport));
        assert_int_equal(pair.client.event_count + pair.server.event_count, 0);
        assert_true(ssh2_transport_server_sig_algs(pair.client.transport).len > 0);
        ssh2_pair_free(&pair);
    }
}

static void the_servers_stream_may_be_cut_anywhere(void **state)
{
    (void)state;
    cut_handshakes(true);
}

static void the_clients_stream_may_be_cut_anywhere(void **state)
{
    (void)state;
    cut_handshakes(false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_one_at_a_time_make_the_same_events),
        cmocka_unit_test(the_servers_stream_may_be_cut_anywhere),
        cmocka_unit_test(the_clients_stream_may_be_cut_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
