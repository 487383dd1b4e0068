#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/connection/channel_success.h"
#include "src/transport/machine.h"
#include "src/transport/pair.h"

/* --- helpers -------------------------------------------------------------------------------- */

#define DATA_BYTES 700u /* ours: a few blocks, and no power of two */

static void open_pair(struct ssh2_pair *pair)
{
    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(pair, SSH2_STAGE_CONNECTION));
}

static int send_data(struct ssh2_pair_end *from, size_t serial)
{
    return ssh2_pair_send_data(from, serial, DATA_BYTES);
}

/* All events are the data with these serial numbers, in order. */
static void assert_all_data(const struct ssh2_pair_end *end, size_t count)
{
    struct ssh2_reader r = ssh2_reader(ssh2_bytes(end->events, end->events_len));

    assert_int_equal(end->event_count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(ssh2_pair_is_data(ssh2_read_string(&r), i, DATA_BYTES));
}

static void assert_alive(const struct ssh2_pair *pair)
{
    if (ssh2_transport_is_dead(pair->client.transport) ||
        ssh2_transport_is_dead(pair->server.transport))
        fail_msg("client: %s; server: %s", pair->client.error.message,
                 pair->server.error.message);
}

/* Both ends send count packets as soon as they may, while the wire moves chunk bytes at a time. */
static void transfer(struct ssh2_pair *pair, size_t count, size_t chunk,
                     void (*meanwhile)(struct ssh2_pair *pair, size_t turn))
{
    size_t sent_up = 0, sent_down = 0, turn = 0;

    while (sent_up < count || sent_down < count) {
        if (sent_up < count && send_data(&pair->client, sent_up) == 0)
            sent_up++;
        if (sent_down < count && send_data(&pair->server, sent_down) == 0)
            sent_down++;
        meanwhile(pair, turn++);
        ssh2_pair_deliver(&pair->client, &pair->server, chunk);
        ssh2_pair_deliver(&pair->server, &pair->client, chunk);
        assert_alive(pair);
    }
    ssh2_pair_run(pair, chunk);
    assert_alive(pair);
    assert_all_data(&pair->client, count);
    assert_all_data(&pair->server, count);
}

static void nothing(struct ssh2_pair *pair, size_t turn)
{
    (void)pair;
    (void)turn;
}

static void client_rekeys(struct ssh2_pair *pair, size_t turn)
{
    if (turn % 7 == 3)
        assert_int_equal(ssh2_transport_rekey(pair->client.transport), 0);
}

static void server_rekeys(struct ssh2_pair *pair, size_t turn)
{
    if (turn % 5 == 2)
        assert_int_equal(ssh2_transport_rekey(pair->server.transport), 0);
}

static void both_rekey(struct ssh2_pair *pair, size_t turn)
{
    if (turn % 6 != 1)
        return;
    assert_int_equal(ssh2_transport_rekey(pair->client.transport), 0);
    assert_int_equal(ssh2_transport_rekey(pair->server.transport), 0);
}

/* --- data and rekeying ---------------------------------------------------------------------- */

/* RFC 4253, 9; threat K28. */
static void data_survives_rekeying_by_either_side_or_both(void **state)
{
    static void (*const meanwhile[])(struct ssh2_pair *, size_t) = { nothing, client_rekeys,
                                                                     server_rekeys, both_rekey };
    static const size_t chunks[] = { 100, 1999, SIZE_MAX };

    (void)state;
    for (size_t i = 0; i < sizeof(meanwhile) / sizeof(meanwhile[0]); i++)
        for (size_t j = 0; j < sizeof(chunks) / sizeof(chunks[0]); j++) {
            uint8_t id[SSH2_HASH_MAX_BYTES];
            struct ssh2_pair pair;

            open_pair(&pair);
            memcpy(id, pair.client.transport->session_id, sizeof(id));
            transfer(&pair, 60, chunks[j], meanwhile[i]);
            assert_memory_equal(id, pair.client.transport->session_id, sizeof(id));
            assert_memory_equal(id, pair.server.transport->session_id, sizeof(id));
            ssh2_pair_free(&pair);
        }
}

/* Our own limits; threats K28 and P15: every packet, every second, every seventh. */
static void limits_of_our_own_begin_a_rekeying(void **state)
{
    static const uint64_t packets[] = { 1, 2, 7 };

    (void)state;
    for (size_t i = 0; i < sizeof(packets) / sizeof(packets[0]); i++)
        for (int side = 0; side < 2; side++) {
            struct ssh2_pair pair;

            open_pair(&pair);
            ssh2_transport_set_rekey_limits(side == 0 ? pair.client.transport
                                                      : pair.server.transport,
                                            0, packets[i]);
            transfer(&pair, 30, 5000, nothing);
            assert_true(pair.client.transport->in.packet_count < 60);
            ssh2_pair_free(&pair);
        }
}

static void a_volume_of_our_own_begins_a_rekeying(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    ssh2_transport_set_rekey_limits(pair.client.transport, 10000, 0);
    transfer(&pair, 100, SIZE_MAX, nothing);
    assert_true(pair.client.transport->out.byte_count < 12000);
    assert_true(pair.client.transport->in.byte_count < 12000);
    ssh2_pair_free(&pair);
}

/* Threats K6 and K8: strict key exchange holds for every exchange, by the first KEXINITs alone. */
static void sequence_numbers_start_again_at_every_newkeys(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    for (int i = 0; i < 3; i++) {
        assert_true(pair.client.transport->strict_kex);
        for (size_t j = 0; j < 10; j++)
            assert_int_equal(send_data(&pair.client, 10 * (size_t)i + j), 0);
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_true(pair.client.transport->out.sequence_number >= 10);
        assert_int_equal(ssh2_transport_rekey(pair.server.transport), 0);
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_alive(&pair);
        assert_int_equal(pair.client.transport->out.sequence_number, 0);
        assert_int_equal(pair.server.transport->out.sequence_number, 0);
        assert_int_equal(pair.client.transport->in.sequence_number, 0);
    }
    assert_all_data(&pair.server, 30);
    ssh2_pair_free(&pair);
}

/* RFC 4253, 9, and threat K11: every method after every other. */
static void algorithms_may_change_at_a_rekeying(void **state)
{
    static const char *const kex[] = { "curve25519-sha256", "ecdh-sha2-nistp384",
                                       "ecdh-sha2-nistp521", "diffie-hellman-group14-sha256" };
    static const char *const ciphers[] = { "chacha20-poly1305@openssh.com", "aes128-ctr",
                                           "aes256-gcm@openssh.com" };
    struct ssh2_pair pair;
    size_t sent = 0;

    (void)state;
    open_pair(&pair);
    for (size_t i = 0; i < 12; i++) {
        const char *method = kex[(i * i) % 4], *cipher = ciphers[i % 3];

        ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_KEX, method);
        ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_CRYPT_CS, cipher);
        assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_string_equal(ssh2_transport_method(pair.server.transport, LIBSSH2_METHOD_KEX),
                            method);
        assert_string_equal(ssh2_transport_method(pair.server.transport, LIBSSH2_METHOD_CRYPT_CS),
                            cipher);
        assert_int_equal(send_data(&pair.client, sent++), 0);
        ssh2_pair_run(&pair, SIZE_MAX);
    }
    assert_all_data(&pair.server, sent);
    ssh2_pair_free(&pair);
}

/* --- what waits ----------------------------------------------------------------------------- */

/* RFC 4253, 7.1; threat K25: nothing else is sent, and what is kept is bounded. */
static void answers_wait_for_the_end_of_an_exchange(void **state)
{
    struct ssh2_channel_success answer = { .recipient_channel = 3 };
    struct ssh2_pair pair;
    size_t len;

    (void)state;
    open_pair(&pair);
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    len = ssh2_transport_output(pair.client.transport).len;
    assert_false(ssh2_transport_can_send(pair.client.transport));
    assert_false(ssh2_transport_output_is_full(pair.client.transport));
    assert_int_equal(send_data(&pair.client, 0), LIBSSH2_ERROR_EAGAIN);
    for (unsigned i = 0; i < SSH2_POSTED_MAX_COUNT; i++)
        assert_int_equal(ssh2_transport_post_packet(pair.client.transport,
                                                    ssh2_channel_success_type(), &answer),
                         0);
    assert_int_equal(ssh2_transport_output(pair.client.transport).len, len);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_alive(&pair);
    assert_int_equal(pair.server.event_count, SSH2_POSTED_MAX_COUNT);
    ssh2_pair_free(&pair);
}

static void too_many_answers_end_the_connection(void **state)
{
    struct ssh2_channel_success answer = { .recipient_channel = 3 };
    struct ssh2_pair pair;
    int rc = 0;

    (void)state;
    open_pair(&pair);
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    for (unsigned i = 0; i <= SSH2_POSTED_MAX_COUNT; i++)
        rc = ssh2_transport_post_packet(pair.client.transport, ssh2_channel_success_type(),
                                        &answer);
    assert_int_equal(rc, LIBSSH2_ERROR_PROTO);
    assert_true(ssh2_transport_is_dead(pair.client.transport));
    ssh2_pair_free(&pair);
}

/* RFC 4253, 7.1; threat K26: what was in flight before the peer saw our KEXINIT is delivered. */
static void what_was_in_flight_is_delivered(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(send_data(&pair.server, i), 0);
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_alive(&pair);
    assert_all_data(&pair.client, 5);
    ssh2_pair_free(&pair);
}

/* Threat K26: and what comes behind its KEXINIT is not. */
static void data_behind_the_peers_kexinit_ends_the_connection(void **state)
{
    static const uint8_t data[] = { SSH_MSG_CHANNEL_DATA, 0, 0, 0, 0, 0, 0, 0, 1, 'x' };
    struct ssh2_bytes payload = { data, sizeof(data) };
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    assert_int_equal(ssh2_transport_rekey(pair.server.transport), 0);
    assert_int_equal(ssh2_transport_put(pair.server.transport, &payload, 1), 0);
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_PROTO);
    assert_int_equal(pair.client.event_count, 0);
    ssh2_pair_free(&pair);
}

/* RFC 4253, 7: after NEWKEYS of our own, messages flow although the peer's is awaited. */
static void sending_goes_on_behind_our_newkeys(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX); /* KEXINIT */
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX); /* KEXINIT */
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX); /* 30 */
    assert_int_equal(pair.server.transport->state, SSH2_STATE_REKEY_NEWKEYS);
    assert_true(ssh2_transport_can_send(pair.server.transport));
    assert_int_equal(send_data(&pair.server, 0), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_alive(&pair);
    assert_all_data(&pair.client, 1);
    ssh2_pair_free(&pair);
}

/* --- the host key --------------------------------------------------------------------------- */

/* Threat H28. */
static void another_host_key_at_a_rekeying_ends_the_connection(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair);
    ssh2_private_key_free(pair.server.transport->host_keys[0]);
    pair.server.transport->host_keys[0] =
        ssh2_pair_host_key(&ssh2_memory_default, SSH2_KEY_ECDSA_P256);
    assert_int_equal(ssh2_transport_rekey(pair.server.transport), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    assert_non_null(strstr(pair.client.error.message, "another host key"));

    /* The server hears why. */
    assert_int_equal(pair.server.rc, LIBSSH2_ERROR_SOCKET_DISCONNECT);
    assert_non_null(strstr(pair.server.error.message, "reason 9"));
    ssh2_pair_free(&pair);
}

/* OpenSSH's server does not answer a KEXINIT while it authenticates its client. */
static void no_rekeying_begins_before_authentication_is_over(void **state)
{
    static const enum ssh2_stage stages[] = { SSH2_STAGE_SERVICE, SSH2_STAGE_USERAUTH };
    static const uint8_t message[] = { SSH_MSG_IGNORE, 0, 0, 0, 0 };
    struct ssh2_bytes payload = { message, sizeof(message) };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ssh2_pair pair;

        assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
        assert_true(ssh2_pair_shake_hands(&pair, stages[i]));
        ssh2_transport_set_rekey_limits(pair.client.transport, 1, 1);
        assert_int_equal(ssh2_transport_send(pair.client.transport, &payload, 1), 0);
        assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_int_equal(pair.server.transport->in.packet_count, 1);
        ssh2_transport_set_stage(pair.client.transport, SSH2_STAGE_CONNECTION);
        assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
        assert_int_equal(pair.client.transport->state, SSH2_STATE_REKEY_OFFERED);
        ssh2_pair_free(&pair);
    }
}

static void rekeying_before_the_end_of_the_first_exchange_does_nothing(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    assert_int_equal(ssh2_transport_output(pair.client.transport).len, 0);
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);

    size_t len = ssh2_transport_output(pair.client.transport).len;

    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    assert_int_equal(ssh2_transport_output(pair.client.transport).len, len);
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_survives_rekeying_by_either_side_or_both),
        cmocka_unit_test(limits_of_our_own_begin_a_rekeying),
        cmocka_unit_test(a_volume_of_our_own_begins_a_rekeying),
        cmocka_unit_test(sequence_numbers_start_again_at_every_newkeys),
        cmocka_unit_test(algorithms_may_change_at_a_rekeying),
        cmocka_unit_test(answers_wait_for_the_end_of_an_exchange),
        cmocka_unit_test(too_many_answers_end_the_connection),
        cmocka_unit_test(what_was_in_flight_is_delivered),
        cmocka_unit_test(data_behind_the_peers_kexinit_ends_the_connection),
        cmocka_unit_test(sending_goes_on_behind_our_newkeys),
        cmocka_unit_test(another_host_key_at_a_rekeying_ends_the_connection),
        cmocka_unit_test(no_rekeying_begins_before_authentication_is_over),
        cmocka_unit_test(rekeying_before_the_end_of_the_first_exchange_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
