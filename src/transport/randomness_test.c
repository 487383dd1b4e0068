/* Where a connection's random bytes come from, and what happens when none come. Threat L9. */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <openssl/rand.h>

#include "src/transport/machine.h"
#include "src/transport/pair.h"

#define COOKIE_BYTES 16u
#define CONNECTIONS 64u
#define PACKETS 256u

/* A generator that fails from one call on. */

static size_t calls, fail_from; /* 0: never */

static int draw(unsigned char *out, int len)
{
    calls++;
    if (fail_from != 0 && calls >= fail_from)
        return 0;
    return getrandom(out, (size_t)len, 0) == len;
}

static int status(void)
{
    return 1;
}

static const RAND_METHOD failing = { .bytes = draw, .pseudorand = draw, .status = status };

/* The calls that a whole handshake makes, or makes up to the failure; *ended is the failure. */
static size_t shake_hands(const char *kex, size_t from, struct ssh2_error *ended, bool *is_open)
{
    struct ssh2_pair pair;

    calls = 0;
    fail_from = 0;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_KEX, kex),
                     0);
    calls = 0;
    fail_from = from;
    *is_open = ssh2_pair_shake_hands(&pair, SSH2_STAGE_USERAUTH);
    fail_from = 0;
    *ended = pair.client.error.code != 0 ? pair.client.error : pair.server.error;
    ssh2_pair_free(&pair);
    return calls;
}

/* Whichever draw fails, cookie, padding, key or nonce, nobody is let in with what was not drawn. */
static void no_connection_comes_of_a_generator_that_fails(void **state)
{
    static const char *const kinds[] = { "curve25519-sha256", "ecdh-sha2-nistp256",
                                         "diffie-hellman-group14-sha256" };

    (void)state;
    assert_int_equal(RAND_set_rand_method(&failing), 1);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct ssh2_error ended;
        bool is_open = false;
        size_t needed = shake_hands(kinds[i], 0, &ended, &is_open);

        assert_true(is_open);
        assert_true(needed >= 4);
        for (size_t from = 1; from <= needed; from++) {
            shake_hands(kinds[i], from, &ended, &is_open);
            assert_false(is_open);
            assert_int_not_equal(ended.code, 0);
        }
    }
    assert_int_equal(RAND_set_rand_method(NULL), 1);
}

/* Cookies: RFC 4253, section 7.1 */

/* The cookie of a fresh client's KEXINIT, which is its first packet, behind the identification. */
static void first_cookie(uint8_t cookie[COOKIE_BYTES])
{
    struct ssh2_error error = { 0 };
    struct ssh2_transport *t = ssh2_transport_new(SSH2_CLIENT, &ssh2_memory_default, &error);
    struct ssh2_bytes output;
    const uint8_t *packet;

    assert_non_null(t);
    assert_int_equal(ssh2_transport_start(t), 0);
    output = ssh2_transport_output(t);
    packet = memchr(output.data, '\n', output.len);
    assert_non_null(packet);
    assert_int_equal(packet[6],
                     SSH_MSG_KEXINIT); /* behind the line's end, length and padding_length */
    memcpy(cookie, packet + 7, COOKIE_BYTES);
    ssh2_transport_free(t);
}

static void assert_all_differ(const uint8_t *values, size_t count, size_t len)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            assert_memory_not_equal(values + i * len, values + k * len, len);
}

/* Bits that are ones about half of the time: with fair coins the bounds are missed once in 10^20
 * runs. */
static void assert_looks_random(const uint8_t *bytes, size_t len)
{
    size_t ones = 0;

    for (size_t i = 0; i < 8 * len; i++)
        ones += bytes[i / 8] >> i % 8 & 1;

    double expected = 4.0 * (double)len, deviation = (double)ones - expected;

    assert_true(deviation * deviation < 86.0 * 2.0 * (double)len); /* 9.3 standard deviations */
}

static void no_two_cookies_are_the_same(void **state)
{
    static uint8_t cookies[CONNECTIONS][COOKIE_BYTES];

    (void)state;
    for (size_t i = 0; i < CONNECTIONS; i++)
        first_cookie(cookies[i]);
    assert_all_differ(cookies[0], CONNECTIONS, COOKIE_BYTES);
    assert_looks_random(cookies[0], sizeof(cookies));
}

/* Padding, looked at in packets that are not encrypted: it comes from the same pool in those that
 * are. */
static void padding_does_not_repeat(void **state)
{
    static const uint8_t payload[] = { SSH_MSG_IGNORE, 0, 0, 0, 0 };
    static uint8_t paddings[PACKETS][4];
    struct ssh2_packet_protection plain;
    struct ssh2_random_pool pool = { .unused_len = 0 };
    struct ssh2_bytes part = { payload, sizeof(payload) };
    size_t repeated = 0;

    (void)state;
    ssh2_protection_init_plain(&plain, &ssh2_memory_default);
    for (size_t i = 0; i < PACKETS; i++) {
        uint8_t packet[64];

        assert_int_equal(ssh2_protection_seal(&plain, &pool, &part, 1, packet), SSH2_PROTECTION_OK);
        assert_in_range(packet[4], 4, 255);
        memcpy(paddings[i], packet + 5 + sizeof(payload), sizeof(paddings[i]));
        for (size_t k = 0; k < i; k++)
            repeated += memcmp(paddings[i], paddings[k], sizeof(paddings[i])) == 0;
    }
    assert_in_range(repeated, 0,
                    1); /* of 32640 pairs of 4 bytes; two by chance once in 10^10 runs */
    assert_looks_random(paddings[0], sizeof(paddings));
}

/* fork() */

/* Runs make in a child, and in this process: what each came to. */
static void fork_and_make(void (*make)(uint8_t *out), uint8_t *ours, uint8_t *childs)
{
    int pipe_ends[2];
    int status_of_child = -1;

    assert_int_equal(pipe(pipe_ends), 0);

    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        uint8_t made[COOKIE_BYTES];

        make(made);
        _exit(write(pipe_ends[1], made, sizeof(made)) == (ssize_t)sizeof(made) ? 0 : 1);
    }
    make(ours);
    assert_int_equal(waitpid(child, &status_of_child, 0), child);
    assert_int_equal(status_of_child, 0);
    assert_int_equal(read(pipe_ends[0], childs, COOKIE_BYTES), COOKIE_BYTES);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

static void a_child_makes_other_cookies(void **state)
{
    uint8_t ours[COOKIE_BYTES], childs[COOKIE_BYTES];

    (void)state;
    first_cookie(ours); /* the generator has been used before */
    fork_and_make(first_cookie, ours, childs);
    assert_memory_not_equal(ours, childs, COOKIE_BYTES);
}

static struct ssh2_transport *inherited;

static void take_padding(uint8_t *out)
{
    ssh2_transport_note_process(inherited, (uint64_t)getpid());
    assert_true(ssh2_random_pool_take(&inherited->pool, out, COOKIE_BYTES));
}

/* A connection that is there already has padding in stock. The process that it was drawn in keeps
 * it, any other draws anew. */
static void a_child_draws_its_own_padding(void **state)
{
    uint8_t ours[COOKIE_BYTES], childs[COOKIE_BYTES];
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    inherited = pair.client.transport;
    ssh2_transport_note_process(inherited, (uint64_t)getpid());
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    assert_true(inherited->pool.unused_len >= COOKIE_BYTES);

    size_t in_stock = inherited->pool.unused_len;

    fork_and_make(take_padding, ours, childs);
    assert_int_equal(inherited->pool.unused_len, in_stock - COOKIE_BYTES);
    assert_memory_not_equal(ours, childs, COOKIE_BYTES);
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_connection_comes_of_a_generator_that_fails),
        cmocka_unit_test(no_two_cookies_are_the_same),
        cmocka_unit_test(padding_does_not_repeat),
        cmocka_unit_test(a_child_makes_other_cookies),
        cmocka_unit_test(a_child_draws_its_own_padding),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
