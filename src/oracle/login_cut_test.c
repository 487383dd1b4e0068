/* Handshake and login with their bytes cut in two at every place, and with the connection broken
 * there: threats V4, L1, L3. */
#include "src/crypto/testing.h"
#include "src/oracle/expected.h"
#include "src/oracle/scenario.h"

static const struct ssh2_peer_settings honest;

/* How far a handshake and a login get with the wires as they are. */
static int log_in(struct ssh2_wire_pair *pair, struct ssh2_scenario_log *log)
{
    int rc = ssh2_scenario_handshake(pair, log);

    return rc == 0 ? ssh2_scenario_log_in(pair, log) : rc;
}

/* Cuts one direction of a handshake and login before each of its bytes; returns how many it has. */
static size_t cut_everywhere(size_t from_byte, bool to_client)
{
    size_t end = from_byte;

    for (size_t cut = from_byte; cut <= end; cut++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };
        struct ssh2_wire *wire = to_client ? &pair.to_client : &pair.to_peer;

        assert_true(ssh2_wire_pair_open(&pair, &honest));
        libssh2_session_set_blocking(pair.session, 0);
        wire->delivery.cut = cut;
        assert_int_equal(log_in(&pair, &log), 0);
        assert_string_equal(log.text, SSH2_EXPECTED_HANDSHAKE SSH2_EXPECTED_LOGIN);
        end = wire->passed;
        ssh2_wire_pair_close(&pair);
    }
    return end;
}

static void a_cut_at_any_byte_of_a_login_makes_no_difference(void **state)
{
    (void)state;
    assert_in_range(cut_everywhere(1, true), 1000, 10000);
    assert_in_range(cut_everywhere(1, false), 1000, 10000);
}

/* The connection breaks before each byte of the server's stream: an error, and nothing is left. */
static void a_stream_that_ends_at_any_byte_of_a_login_is_an_error(void **state)
{
    int rc = -1;

    (void)state;
    for (size_t end = 1; rc != 0; end++) {
        struct ssh2_wire_pair pair;
        struct ssh2_scenario_log log = { .len = 0 };

        assert_true(ssh2_wire_pair_open(&pair, &honest));
        pair.end_at = end;
        rc = log_in(&pair, &log);
        assert_true(rc == 0 || rc == LIBSSH2_ERROR_SOCKET_DISCONNECT ||
                    rc == LIBSSH2_ERROR_KEX_FAILURE || rc == LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE ||
                    rc == LIBSSH2_ERROR_SOCKET_RECV);
        assert_int_equal(libssh2_userauth_authenticated(pair.session), rc == 0);
        ssh2_wire_pair_close(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_at_any_byte_of_a_login_makes_no_difference),
        cmocka_unit_test(a_stream_that_ends_at_any_byte_of_a_login_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
