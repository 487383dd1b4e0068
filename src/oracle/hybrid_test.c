/* Whole sessions with each of the ML-KEM hybrids: RFC 10042. Both ends are ours, as no OpenSSH speaks
 * mlkem1024nistp384-sha384. */
#include "src/crypto/kex.h"
#include "src/crypto/testing.h"
#include "src/oracle/expected.h"
#include "src/oracle/scenario.h"

static void run_with(const char *kex)
{
    struct ssh2_peer_settings settings = { .kex = kex };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };

    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_run(&pair, &log), 0);
    assert_non_null(strstr(log.text, kex));
    assert_string_equal(strstr(log.text, "methods:"), SSH2_EXPECTED_AFTER_HANDSHAKE);
    ssh2_wire_pair_close(&pair);
}

static void every_hybrid_carries_a_session(void **state)
{
    static const struct {
        const char *name;
        enum ssh2_kex_kind kind;
    } hybrids[] = {
        { "mlkem768x25519-sha256", SSH2_KEX_MLKEM768_X25519 },
        { "mlkem768nistp256-sha256", SSH2_KEX_MLKEM768_P256 },
        { "mlkem1024nistp384-sha384", SSH2_KEX_MLKEM1024_P384 },
    };
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(hybrids) / sizeof(hybrids[0]); i++)
        if (ssh2_kex_is_available(hybrids[i].kind)) {
            run_with(hybrids[i].name);
            count++;
        }
    if (count == 0) {
        print_message("neither OpenSSL nor libsodium has ML-KEM here: skipped\n");
        skip();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hybrid_carries_a_session),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
