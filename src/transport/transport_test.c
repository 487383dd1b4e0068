#include "src/transport/transport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/transport/service_request.h"
#include "src/transport/algorithms.h"
#include "src/transport/pair.h"
#include "src/transport/protection.h"

/* --- helpers -------------------------------------------------------------------------------- */

/* Data both ways, and what came out. */
static void exchange_data(struct ssh2_pair *pair)
{
    size_t from_server = pair->client.event_count, from_client = pair->server.event_count;

    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(ssh2_pair_send_data(&pair->client, i, 20 * i), 0);
        assert_int_equal(ssh2_pair_send_data(&pair->server, i, 1000 * i), 0);
    }
    ssh2_pair_run(pair, SIZE_MAX);
    for (size_t i = 1; i < 4; i++) {
        struct ssh2_bytes at_server = ssh2_pair_event(&pair->server, from_client + i - 1);
        struct ssh2_bytes at_client = ssh2_pair_event(&pair->client, from_server + i - 1);

        assert_true(ssh2_pair_is_data(at_server, i, 20 * i));
        assert_true(ssh2_pair_is_data(at_client, i, 1000 * i));
    }
    assert_int_equal(pair->client.event_count, from_server + 3);
    assert_int_equal(pair->server.event_count, from_client + 3);
}

static void prefer(struct ssh2_pair *pair, int method_type, const char *name)
{
    assert_int_equal(ssh2_transport_set_preference(pair->client.transport, method_type, name), 0);
    assert_int_equal(ssh2_transport_set_preference(pair->server.transport, method_type, name), 0);
}

/* Shakes hands, checks that both ends know the same, and exchanges data. */
static void assert_works(struct ssh2_pair *pair)
{
    struct ssh2_transport *client = pair->client.transport, *server = pair->server.transport;

    if (!ssh2_pair_shake_hands(pair, SSH2_STAGE_CONNECTION))
        fail_msg("client: %s; server: %s", pair->client.error.message,
                 pair->server.error.message);
    assert_true(ssh2_transport_session_id(client).len >= 20);
    assert_true(ssh2_bytes_equal(ssh2_transport_session_id(client),
                                 ssh2_transport_session_id(server)));
    assert_true(ssh2_transport_host_key(client).len > 0);
    assert_true(ssh2_bytes_equal(ssh2_transport_host_key(client), ssh2_transport_host_key(server)));
    for (int type = LIBSSH2_METHOD_KEX; type <= LIBSSH2_METHOD_LANG_SC; type++)
        assert_string_equal(ssh2_transport_method(client, type),
                            ssh2_transport_method(server, type));
    exchange_data(pair);
}

static bool is_usable(const struct ssh2_algorithm *kex)
{
    return kex->kex.family != SSH2_KEX_FAMILY_MARKER &&
           ssh2_algorithm_is_available(SSH2_ALGORITHM_KEX, kex);
}

/* The first cipher from the index-th on that the crypto library has; NULL behind the last. */
static const struct ssh2_algorithm *cipher_from(size_t *index)
{
    const struct ssh2_algorithm *cipher;

    while ((cipher = ssh2_algorithm_at(SSH2_ALGORITHM_CIPHER, *index)) != NULL &&
           !ssh2_algorithm_is_available(SSH2_ALGORITHM_CIPHER, cipher))
        ++*index;
    return cipher;
}

/* --- every algorithm ------------------------------------------------------------------------ */

static void every_method_goes_with_every_host_key(void **state)
{
    const struct ssh2_algorithm *kex, *host_key;

    (void)state;
    for (size_t i = 0; (kex = ssh2_algorithm_at(SSH2_ALGORITHM_KEX, i)) != NULL; i++)
        for (size_t j = 0;
             is_usable(kex) && (host_key = ssh2_algorithm_at(SSH2_ALGORITHM_HOST_KEY, j)) != NULL;
             j++) {
            struct ssh2_pair pair;

            if (host_key->host_key.key == SSH2_KEY_DSA) /* nobody here signs with such a key */
                continue;
            assert_true(ssh2_pair_init_with_key(&pair, &ssh2_memory_default,
                                                host_key->host_key.key));
            prefer(&pair, LIBSSH2_METHOD_KEX, kex->name);
            prefer(&pair, LIBSSH2_METHOD_HOSTKEY, host_key->name);
            assert_works(&pair);
            assert_string_equal(ssh2_transport_method(pair.client.transport, LIBSSH2_METHOD_KEX),
                                kex->name);
            ssh2_pair_free(&pair);
        }
}

static void every_cipher_goes_with_every_mac(void **state)
{
    const struct ssh2_algorithm *cipher, *mac;

    (void)state;
    for (size_t i = 0; (cipher = cipher_from(&i)) != NULL; i++)
        for (size_t j = 0; (mac = ssh2_algorithm_at(SSH2_ALGORITHM_MAC, j)) != NULL; j++) {
            struct ssh2_pair pair;

            assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
            prefer(&pair, LIBSSH2_METHOD_CRYPT_CS, cipher->name);
            prefer(&pair, LIBSSH2_METHOD_CRYPT_SC, cipher->name);
            prefer(&pair, LIBSSH2_METHOD_MAC_CS, mac->name);
            prefer(&pair, LIBSSH2_METHOD_MAC_SC, mac->name);
            assert_works(&pair);
            ssh2_pair_free(&pair);
        }
}

/* Threat P13: AEAD one way and MAC the other. */
static void the_two_directions_may_differ(void **state)
{
    const struct ssh2_algorithm *one, *other;

    (void)state;
    for (size_t i = 0; (one = cipher_from(&i)) != NULL; i++)
        for (size_t j = 0; (other = cipher_from(&j)) != NULL; j++) {
            struct ssh2_pair pair;

            assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
            prefer(&pair, LIBSSH2_METHOD_CRYPT_CS, one->name);
            prefer(&pair, LIBSSH2_METHOD_CRYPT_SC, other->name);
            assert_works(&pair);
            ssh2_pair_free(&pair);
        }
}

/* --- sending -------------------------------------------------------------------------------- */

static void nothing_is_sent_before_keys_are_in_use(void **state)
{
    struct ssh2_service_request request = { .service_name = SSH2_TEXT("ssh-userauth") };
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_start(pair.client.transport), 0);

    size_t len = ssh2_transport_output(pair.client.transport).len;

    assert_false(ssh2_transport_can_send(pair.client.transport));
    assert_int_equal(ssh2_transport_send_packet(pair.client.transport, ssh2_service_request_type(),
                                                &request),
                     LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_transport_output(pair.client.transport).len, len);

    /* What is posted is sent as soon as there are keys: together with NEWKEYS. */
    assert_int_equal(ssh2_transport_post_packet(pair.client.transport, ssh2_service_request_type(),
                                                &request),
                     0);
    assert_int_equal(ssh2_transport_output(pair.client.transport).len, len);
    ssh2_transport_start(pair.server.transport);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.server.event_count, 1);
    assert_int_equal(ssh2_pair_event(&pair.server, 0).data[0], SSH_MSG_SERVICE_REQUEST);
    ssh2_pair_free(&pair);
}

static void the_output_has_a_high_water_mark(void **state)
{
    struct ssh2_pair pair;
    size_t sent = 0;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    while (ssh2_transport_can_send(pair.client.transport))
        assert_int_equal(ssh2_pair_send_data(&pair.client, sent++, 32768), 0);
    assert_true(ssh2_transport_output_is_full(pair.client.transport));
    assert_in_range(ssh2_transport_output(pair.client.transport).len, SSH2_OUTPUT_HIGH_WATER_BYTES,
                    SSH2_OUTPUT_HIGH_WATER_BYTES + 40000);
    ssh2_transport_output_sent(pair.client.transport, 0);
    assert_false(ssh2_transport_can_send(pair.client.transport));
    ssh2_pair_run(&pair, 10000);
    assert_true(ssh2_transport_can_send(pair.client.transport));
    assert_int_equal(pair.server.event_count, sent);
    for (size_t i = 0; i < sent; i++)
        assert_true(ssh2_pair_is_data(ssh2_pair_event(&pair.server, i), i, 32768));
    ssh2_pair_free(&pair);
}

static void a_payload_that_no_packet_holds_is_refused(void **state)
{
    static const uint8_t payload[SSH2_PAYLOAD_MAX_BYTES + 1];
    struct ssh2_bytes parts[SSH2_PARTS_MAX_COUNT + 1] = { { payload, 1 } };
    struct ssh2_bytes large = { payload, sizeof(payload) };
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    assert_int_equal(ssh2_transport_send(pair.client.transport, &large, 1), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_transport_send(pair.client.transport, parts, 0), LIBSSH2_ERROR_INVAL);
    assert_int_equal(
        ssh2_transport_send(pair.client.transport, parts, SSH2_PARTS_MAX_COUNT + 1),
        LIBSSH2_ERROR_INVAL);
    exchange_data(&pair);
    ssh2_pair_free(&pair);
}

static void idle_transports_give_their_buffers_back(void **state)
{
    struct ssh2_pair pair;
    size_t len;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    for (int i = 0; i < 8; i++)
        assert_int_equal(ssh2_pair_send_data(&pair.server, 1, 32768), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_non_null(ssh2_transport_input_space(pair.client.transport, &len));
    assert_true(len > 100000);
    ssh2_transport_trim(pair.client.transport);
    ssh2_transport_trim(pair.server.transport);
    assert_non_null(ssh2_transport_input_space(pair.client.transport, &len));
    assert_true(len <= 8192);
    exchange_data(&pair);
    ssh2_pair_free(&pair);
}

/* --- configuration -------------------------------------------------------------------------- */

static void unknown_names_leave_a_preference_and_none_leaves_the_former(void **state)
{
    struct ssh2_pair pair;
    struct ssh2_transport *t;
    struct ssh2_bytes expected = SSH2_TEXT("aes256-ctr,aes128-ctr");

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    t = pair.client.transport;
    assert_int_equal(
        ssh2_transport_set_preference(t, LIBSSH2_METHOD_CRYPT_CS, "rot13,aes256-ctr,,aes128-ctr"),
        0);
    assert_true(
        ssh2_bytes_equal(ssh2_transport_preference(t, LIBSSH2_METHOD_CRYPT_CS), expected));
    assert_int_equal(ssh2_transport_set_preference(t, LIBSSH2_METHOD_CRYPT_CS, "rot13"),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(ssh2_transport_set_preference(t, LIBSSH2_METHOD_CRYPT_CS, ""),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_true(
        ssh2_bytes_equal(ssh2_transport_preference(t, LIBSSH2_METHOD_CRYPT_CS), expected));
    assert_int_equal(ssh2_transport_set_preference(t, SSH2_METHOD_COUNT, "x"), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_transport_set_preference(t, -1, "x"), LIBSSH2_ERROR_INVAL);
    assert_int_equal(ssh2_transport_set_preference(t, LIBSSH2_METHOD_SIGN_ALGO, "x,y"), 0);
    ssh2_pair_free(&pair);
}

static void no_common_algorithm_is_told_with_both_lists(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_CRYPT_CS, "aes256-ctr");
    ssh2_transport_set_preference(pair.server.transport, LIBSSH2_METHOD_CRYPT_CS, "aes128-ctr");
    assert_false(ssh2_pair_shake_hands(&pair, SSH2_STAGE_SERVICE));
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEX_FAILURE);
    assert_non_null(strstr(pair.client.error.message, "aes256-ctr"));
    assert_non_null(strstr(pair.client.error.message, "aes128-ctr"));
    ssh2_pair_free(&pair);
}

static void what_is_known_is_known_only_once_it_is(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));

    struct ssh2_transport *t = pair.client.transport;

    assert_null(ssh2_transport_method(t, LIBSSH2_METHOD_KEX));
    assert_int_equal(ssh2_transport_session_id(t).len, 0);
    assert_null(ssh2_transport_host_key(t).data);
    assert_int_equal(ssh2_transport_peer_identification(t).len, 0);
    assert_null(ssh2_transport_server_sig_algs(t).data);
    prefer(&pair, LIBSSH2_METHOD_CRYPT_CS, "aes256-gcm@openssh.com");
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_SERVICE));
    assert_string_equal(ssh2_transport_peer_identification(t).data, LIBSSH2_SSH_BANNER);
    assert_string_equal(ssh2_transport_method(t, LIBSSH2_METHOD_MAC_CS), "INTEGRATED-AES-GCM");
    assert_string_equal(ssh2_transport_method(t, LIBSSH2_METHOD_LANG_CS), "");
    assert_null(ssh2_transport_method(t, LIBSSH2_METHOD_SIGN_ALGO));
    ssh2_pair_free(&pair);
}

static void a_server_without_a_key_cannot_agree(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    prefer(&pair, LIBSSH2_METHOD_HOSTKEY, "rsa-sha2-256");
    assert_false(ssh2_pair_shake_hands(&pair, SSH2_STAGE_SERVICE));
    assert_int_equal(pair.server.rc, LIBSSH2_ERROR_KEX_FAILURE);
    ssh2_pair_free(&pair);
}

static void an_identification_is_checked(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_set_identification(pair.client.transport,
                                                       (struct ssh2_bytes)SSH2_TEXT("Hello")),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(
        ssh2_transport_set_identification(pair.client.transport,
                                          (struct ssh2_bytes)SSH2_TEXT("SSH-2.0-mine 1")),
        0);
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_SERVICE));
    assert_string_equal(ssh2_transport_peer_identification(pair.server.transport).data,
                        "SSH-2.0-mine 1");
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_goes_with_every_host_key),
        cmocka_unit_test(every_cipher_goes_with_every_mac),
        cmocka_unit_test(the_two_directions_may_differ),
        cmocka_unit_test(nothing_is_sent_before_keys_are_in_use),
        cmocka_unit_test(the_output_has_a_high_water_mark),
        cmocka_unit_test(a_payload_that_no_packet_holds_is_refused),
        cmocka_unit_test(idle_transports_give_their_buffers_back),
        cmocka_unit_test(unknown_names_leave_a_preference_and_none_leaves_the_former),
        cmocka_unit_test(no_common_algorithm_is_told_with_both_lists),
        cmocka_unit_test(what_is_known_is_known_only_once_it_is),
        cmocka_unit_test(a_server_without_a_key_cannot_agree),
        cmocka_unit_test(an_identification_is_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
