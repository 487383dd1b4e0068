/* Copies by scp and the managing of keys with their bytes cut in two at every place, and with the
 * connection broken there: threats V4, L1, L3, O7. */
#include "src/crypto/testing.h"
#include "src/oracle/scenario_publickey.h"
#include "src/oracle/scenario_scp.h"

#define FILE_BYTES 100u /* ours: every byte of it is a place to cut */

static const struct ssh2_peer_settings honest = { .publickey = { .key_count = 2 } };

static int copy(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc = ssh2_scenario_scp_put(pair, log, "new", FILE_BYTES);

    return rc == 0 ? ssh2_scenario_scp_get(pair, log, "new") : rc;
}

static int list_keys(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    LIBSSH2_PUBLICKEY *pk;
    int rc = ssh2_scenario_publickey(pair, log, &pk);

    if (rc != 0)
        return rc;
    rc = ssh2_scenario_keys(pair, log, pk);
    if (rc == 0)
        rc = ssh2_scenario_keys(pair, log, pk);
    (void)libssh2_publickey_shutdown(pk);
    return rc;
}

static const struct {
    int (*run)(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log);
    const char *log;
} subjects[] = {
    { copy,
      "scp put 100 bytes to new, status 0\n"
      "scp got 100 bytes of new, 100 of them right, mode 640, times 1234567890 1234567891\n" },
    { list_keys, "2 keys\nkey-0, 6 bytes\nkey-1, 6 bytes\n"
                 "2 keys\nkey-0, 6 bytes\nkey-1, 6 bytes\n" },
};

#define SUBJECT_COUNT (sizeof(subjects) / sizeof(subjects[0]))

static void log_in(struct ssh2_wire_pair *pair)
{
    struct ssh2_scenario_log unnoticed = { .len = 0 };

    assert_true(ssh2_wire_pair_open(pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(pair, &unnoticed), 0);
    assert_int_equal(ssh2_scenario_log_in(pair, &unnoticed), 0);
    libssh2_session_set_blocking(pair->session, 0);
}

/* Cuts one direction before each byte that comes after the login; returns how many there are. */
static size_t cut_everywhere(size_t subject, bool to_client)
{
    size_t count = 1;

    for (size_t at = 1; at <= count; at++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };
        struct ssh2_wire *wire = to_client ? &pair.to_client : &pair.to_peer;
        size_t begin;

        log_in(&pair);
        begin = wire->passed;
        wire->delivery.cut = begin + at;
        assert_int_equal(subjects[subject].run(&pair, &log), 0);
        assert_string_equal(log.text, subjects[subject].log);
        count = wire->passed - begin;
        ssh2_wire_pair_close(&pair);
    }
    return count;
}

static void a_cut_at_any_byte_makes_no_difference(void **state)
{
    (void)state;
    for (size_t i = 0; i < SUBJECT_COUNT; i++) {
        assert_in_range(cut_everywhere(i, true), 200, 5000);
        assert_in_range(cut_everywhere(i, false), 200, 5000);
    }
}

/* The connection breaks before each byte of the server's stream: an error, and nothing is left.
 * What comes after the last that the program waits for does not matter to it. */
static void a_stream_that_ends_at_any_byte_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < SUBJECT_COUNT; i++) {
        int rc = -1;

        for (size_t at = 1; rc != 0; at++) {
            struct ssh2_wire_pair pair;
            struct ssh2_scenario_log log = { .len = 0 };

            log_in(&pair);
            pair.end_at = pair.to_client.passed + at;
            rc = subjects[i].run(&pair, &log);
            if (rc == 0)
                assert_string_equal(log.text, subjects[i].log);
            ssh2_wire_pair_close(&pair);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_at_any_byte_makes_no_difference),
        cmocka_unit_test(a_stream_that_ends_at_any_byte_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
