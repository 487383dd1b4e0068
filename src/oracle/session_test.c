/* Whole sessions between the library and the peer. However the bytes are delivered, the same things
 * happen: threats V4, L1. */
#include "src/crypto/testing.h"
#include "src/oracle/expected.h"
#include "src/oracle/scenario.h"

static const struct ssh2_peer_settings honest;
static const struct ssh2_delivery at_once;

static void run_with(struct ssh2_delivery to_client, struct ssh2_delivery to_peer, bool blocking)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(&pair, &honest));
    libssh2_session_set_blocking(pair.session, blocking);
    pair.to_client.delivery = to_client;
    pair.to_peer.delivery = to_peer;
    assert_int_equal(ssh2_scenario_run(&pair, &log), 0);
    assert_string_equal(log.text, SSH2_EXPECTED_HANDSHAKE SSH2_EXPECTED_AFTER_HANDSHAKE);
    ssh2_wire_pair_close(&pair);
}

static void a_session_does_what_a_program_asks_for(void **state)
{
    (void)state;
    run_with(at_once, at_once, true);
    run_with(at_once, at_once, false);
}

static void delivery_makes_no_difference(void **state)
{
    static const struct ssh2_delivery deliveries[] = {
        { .would_block = true },
        { .piece = 1 },
        { .piece = 7, .would_block = true },
        { .piece = 1000 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(deliveries) / sizeof(deliveries[0]); i++) {
        run_with(deliveries[i], at_once, true);
        run_with(deliveries[i], at_once, false);
        run_with(at_once, deliveries[i], true);
        run_with(at_once, deliveries[i], false);
        run_with(deliveries[i], deliveries[i], false);
    }
}

static void every_host_key_and_cipher_carries_a_session(void **state)
{
    static const struct ssh2_peer_settings settings[] = {
        { .host_key = SSH2_KEY_ECDSA_P256, .kex = "ecdh-sha2-nistp256" },
        { .host_key = SSH2_KEY_ECDSA_P384, .kex = "ecdh-sha2-nistp384" },
        { .host_key = SSH2_KEY_ECDSA_P521, .kex = "ecdh-sha2-nistp521" },
        { .host_key = SSH2_KEY_RSA, .kex = "diffie-hellman-group14-sha256" },
        { .cipher = "aes256-gcm@openssh.com" },
        { .cipher = "aes128-gcm@openssh.com" },
        { .cipher = "aes256-ctr", .mac = "hmac-sha2-256-etm@openssh.com" },
        { .cipher = "aes192-ctr", .mac = "hmac-sha2-512-etm@openssh.com" },
        { .cipher = "aes128-ctr", .mac = "hmac-sha2-256" },
        { .cipher = "aes128-ctr", .mac = "hmac-sha2-512" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };

        assert_true(ssh2_wire_pair_open(&pair, &settings[i]));
        assert_int_equal(ssh2_scenario_run(&pair, &log), 0);
        assert_string_equal(strstr(log.text, "methods:"), SSH2_EXPECTED_AFTER_HANDSHAKE);
        ssh2_wire_pair_close(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_does_what_a_program_asks_for),
        cmocka_unit_test(delivery_makes_no_difference),
        cmocka_unit_test(every_host_key_and_cipher_carries_a_session),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
