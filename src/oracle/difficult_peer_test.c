/* A server may exchange keys again at any time, grant little, send in pieces and answer in any order:
 * the same session comes of it. Threats K28, P22, S12; RFC 4253, section 9. */
#include "src/api/session.h"
#include "src/crypto/testing.h"
#include "src/oracle/expected.h"
#include "src/oracle/scenario.h"

#define REKEY_BYTES 4096u /* so that keys change within every transfer, many times */
#define REKEYS_MIN_COUNT 5u /* a burst goes whole: keys change between bursts */

struct difficulty {
    const char *why;
    struct ssh2_peer_settings settings;
    uint64_t client_rekey_bytes;
};

static const struct difficulty difficulties[] = {
    { .why = "windows of 1000 bytes", .settings = { .window = 1000 } },
    { .why = "packets of at most 100 bytes", .settings = { .packet_max = 100 } },
    { .why = "data in pieces of 11 bytes", .settings = { .piece = 11 } },
    { .why = "short reads", .settings = { .sftp = { .read_max = 777 } } },
    { .why = "replies in reverse", .settings = { .sftp = { .reverses_replies = true } } },
    { .why = "short reads in reverse",
      .settings = { .sftp = { .reverses_replies = true, .read_max = 777 } } },
    { .why = "one name at a time", .settings = { .sftp = { .names_max = 1 } } },
    { .why = "no extensions", .settings = { .sftp = { .has_no_extensions = true } } },
    { .why = "small windows and the server rekeys",
      .settings = { .window = 5000, .rekey_bytes = REKEY_BYTES } },
    { .why = "short reads in reverse and the server rekeys",
      .settings = { .rekey_bytes = REKEY_BYTES,
                    .sftp = { .reverses_replies = true, .read_max = 777 } } },
};

static const struct difficulty rekeyings[] = {
    { .why = "the server rekeys", .settings = { .rekey_bytes = REKEY_BYTES } },
    { .why = "the client rekeys", .client_rekey_bytes = REKEY_BYTES },
    { .why = "both rekey",
      .settings = { .rekey_bytes = REKEY_BYTES },
      .client_rekey_bytes = REKEY_BYTES + 1000 },
    { .why = "the server rekeys, AES-GCM",
      .settings = { .rekey_bytes = REKEY_BYTES, .cipher = "aes256-gcm@openssh.com" } },
    { .why = "the client rekeys, AES-CTR and HMAC",
      .settings = { .cipher = "aes128-ctr", .mac = "hmac-sha2-256" },
      .client_rekey_bytes = REKEY_BYTES },
};

static const struct ssh2_delivery at_once;

/* Returns how often keys were exchanged again. */
static unsigned run(const struct difficulty *difficulty, struct ssh2_delivery delivery, bool blocking)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    unsigned rekey_count;

    assert_true(ssh2_wire_pair_open(&pair, &difficulty->settings));
    pair.to_client.delivery = pair.to_peer.delivery = delivery;
    libssh2_session_set_blocking(pair.session, blocking);
    ssh2_transport_set_rekey_limits(pair.session->core.transport, difficulty->client_rekey_bytes, 0);
    if (ssh2_scenario_run(&pair, &log) != 0)
        fail_msg("%s: %s", difficulty->why, log.text);
    assert_string_equal(strstr(log.text, "methods:"), SSH2_EXPECTED_AFTER_HANDSHAKE);
    rekey_count = pair.peer->rekey_count;
    ssh2_wire_pair_close(&pair);
    return rekey_count;
}

static void no_difficulty_makes_a_difference(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(difficulties) / sizeof(difficulties[0]); i++) {
        run(&difficulties[i], at_once, true);
        run(&difficulties[i], at_once, false);
    }
}

static void keys_may_change_at_any_time(void **state)
{
    static const struct ssh2_delivery in_pieces = { .piece = 1000, .would_block = true };

    (void)state;
    for (size_t i = 0; i < sizeof(rekeyings) / sizeof(rekeyings[0]); i++) {
        assert_true(run(&rekeyings[i], at_once, true) >= REKEYS_MIN_COUNT);
        assert_true(run(&rekeyings[i], at_once, false) >= REKEYS_MIN_COUNT);
        assert_true(run(&rekeyings[i], in_pieces, false) >= REKEYS_MIN_COUNT);
    }
}

/* RFC 4253, section 7.2: the session identifier is that of the first exchange for good. Threat K11. */
static void the_session_id_never_changes(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    uint8_t first[SSH2_HASH_MAX_BYTES];
    struct ssh2_bytes id;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &rekeyings[0].settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    id = ssh2_transport_session_id(pair.session->core.transport);
    assert_int_equal(id.len, 32);
    memcpy(first, id.data, id.len);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_exec(&pair, &log, "bytes 100000", ssh2_bytes(NULL, 0)), 0);
    assert_true(pair.peer->rekey_count > 0);
    id = ssh2_transport_session_id(pair.session->core.transport);
    assert_memory_equal(id.data, first, id.len);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_difficulty_makes_a_difference),
        cmocka_unit_test(keys_may_change_at_any_time),
        cmocka_unit_test(the_session_id_never_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
