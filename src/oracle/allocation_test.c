/* Every allocation of a whole session fails once, and every one from some point on: threats L2, L6,
 * H3, H4. First those of the session's own allocator, then those of OpenSSL. The peer gets all the
 * memory it wants. */
#include <openssl/crypto.h>

#include "src/crypto/testing.h"
#include "src/oracle/scenario.h"

/* Counts, and fails one allocation or all from one on; nothing while the peer works. */
static struct {
    size_t count;
    size_t fail_at; /* 0: never */
    bool for_good;
    bool is_off;
    size_t live; /* blocks that were not given back */
} scarce;

static bool fails(void)
{
    if (scarce.is_off)
        return false;
    scarce.count++;
    return scarce.fail_at != 0 &&
           (scarce.for_good ? scarce.count >= scarce.fail_at : scarce.count == scarce.fail_at);
}

static void leave_the_peer_alone(bool begins)
{
    scarce.is_off = begins;
}

static void begin_scarcity(size_t fail_at, bool for_good)
{
    scarce.count = scarce.live = 0;
    scarce.fail_at = fail_at;
    scarce.for_good = for_good;
    scarce.is_off = false;
}

/* The session's allocator */

static LIBSSH2_ALLOC_FUNC(scarce_alloc)
{
    void *p = fails() ? NULL : malloc(count);

    (void)abstract;
    scarce.live += p != NULL;
    return p;
}

static LIBSSH2_REALLOC_FUNC(scarce_realloc)
{
    void *p = fails() ? NULL : realloc(ptr, count);

    (void)abstract;
    scarce.live += p != NULL && ptr == NULL;
    return p;
}

static LIBSSH2_FREE_FUNC(scarce_free)
{
    (void)abstract;
    scarce.live -= ptr != NULL;
    free(ptr);
}

static const struct ssh2_wire_memory scarce_memory = { scarce_alloc, scarce_free, scarce_realloc };
static const struct ssh2_wire_memory plenty; /* that of the C library */

/* A session */

static const struct ssh2_peer_settings honest;

/* What a session came to. */
struct outcome {
    int rc;
    struct ssh2_scenario_log log;
    bool has_waited_in_vain;
};

static void run(const struct ssh2_wire_memory *memory, bool blocking, struct outcome *outcome)
{
    struct ssh2_wire_pair pair;

    memset(outcome, 0, sizeof(*outcome));
    outcome->rc = LIBSSH2_ERROR_ALLOC;
    if (ssh2_wire_pair_open_with(&pair, &honest, memory)) {
        pair.peer_works = leave_the_peer_alone;
        libssh2_session_set_blocking(pair.session, blocking);
        outcome->rc = ssh2_scenario_run(&pair, &outcome->log);
        outcome->has_waited_in_vain = pair.idle_calls > SSH2_WIRE_PATIENCE;
    }
    ssh2_wire_pair_close(&pair);
    scarce.fail_at = 0;
}

/* Whether a program has seen the same. Without memory for a DISCONNECT the connection ends without
 * that word, which is no failure, so the last line does not count. */
static bool is_same(const struct ssh2_scenario_log *log, const struct ssh2_scenario_log *expected)
{
    const char *last = strstr(expected->text, "disconnected");

    return last != NULL && strncmp(log->text, expected->text, (size_t)(last - expected->text)) == 0;
}

/* A run either does all that it should, or says what is wrong; it never waits for what was lost. */
static void judge(size_t n, const struct outcome *outcome, const struct ssh2_scenario_log *expected)
{
    if (outcome->has_waited_in_vain)
        fail_msg("allocation %zu: waits for ever: %s", n, outcome->log.text);
    if (outcome->rc == 0 && !is_same(&outcome->log, expected))
        fail_msg("allocation %zu: success, but: %s", n, outcome->log.text);
    if (outcome->rc > 0)
        fail_msg("allocation %zu: an error without a name: %s", n, outcome->log.text);
}

/* Setting up a cipher has one name for all its failures. */
static bool is_want_of_memory(int rc)
{
    return rc == LIBSSH2_ERROR_ALLOC || rc == LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE;
}

static void starve_session(bool for_good, bool blocking)
{
    struct outcome full, outcome;

    begin_scarcity(0, false);
    run(&scarce_memory, blocking, &full);
    assert_int_equal(full.rc, 0);
    assert_int_equal(scarce.live, 0);

    size_t count = scarce.count;

    for (size_t n = 1; n <= count; n++) {
        begin_scarcity(n, for_good);
        run(&scarce_memory, blocking, &outcome);
        judge(n, &outcome, &full.log);
        if (!is_want_of_memory(outcome.rc) && outcome.rc != 0)
            fail_msg("allocation %zu: %d: %s", n, outcome.rc, outcome.log.text);
        assert_int_equal(scarce.live, 0);
    }
}

static void the_session_survives_any_allocation_that_fails(void **state)
{
    (void)state;
    starve_session(false, true);
    starve_session(false, false);
}

static void the_session_survives_the_end_of_memory(void **state)
{
    (void)state;
    starve_session(true, true);
    starve_session(true, false);
}

/* OpenSSL */

static bool counts_openssl;

static void *openssl_malloc(size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return counts_openssl && fails() ? NULL : malloc(len);
}

static void *openssl_realloc(void *p, size_t len, const char *file, int line)
{
    (void)file;
    (void)line;
    return counts_openssl && fails() ? NULL : realloc(p, len);
}

static void openssl_free(void *p, const char *file, int line)
{
    (void)file;
    (void)line;
    free(p);
}

/* Threat P8. */
static void openssl_may_fail_at_any_allocation(void **state)
{
    struct outcome full, outcome;

    (void)state;
    run(&plenty, true, &full); /* OpenSSL makes what it keeps for all time */
    counts_openssl = true;
    begin_scarcity(0, false);
    run(&plenty, true, &full);
    assert_int_equal(full.rc, 0);

    size_t count = scarce.count;

    for (size_t n = 1; n <= count; n++) {
        begin_scarcity(n, false);
        run(&plenty, true, &outcome);
        judge(n, &outcome, &full.log);
    }
    counts_openssl = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_session_survives_any_allocation_that_fails),
        cmocka_unit_test(the_session_survives_the_end_of_memory),
        cmocka_unit_test(openssl_may_fail_at_any_allocation),
    };

    if (CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_free) != 1)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
