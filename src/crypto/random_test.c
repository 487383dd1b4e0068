#include "src/crypto/random.h"

#include "src/crypto/testing.h"

static bool has_run_of_zeros(const uint8_t *bytes, size_t len, size_t run)
{
    size_t zeros = 0;

    for (size_t i = 0; i < len && zeros < run; i++)
        zeros = bytes[i] == 0 ? zeros + 1 : 0;
    return zeros >= run;
}

/* A run of 8 zero bytes comes by chance once in 2^52 or so of these tests. */
static void every_byte_that_was_asked_for_is_filled(void **state)
{
    uint8_t out[4096] = { 0 };

    (void)state;
    assert_true(ssh2_random(out, sizeof(out)));
    assert_false(has_run_of_zeros(out, sizeof(out), 8));
    assert_true(ssh2_random(out, 0));
}

static void two_values_are_not_the_same(void **state)
{
    uint8_t a[32], b[32];

    (void)state;
    assert_true(ssh2_random(a, sizeof(a)) && ssh2_random(b, sizeof(b)));
    assert_memory_not_equal(a, b, sizeof(a));
}

static void a_pool_serves_any_length_and_gives_no_byte_twice(void **state)
{
    static uint8_t out[64 * 1024];
    struct ssh2_random_pool pool = { 0 };
    size_t used = 0;

    (void)state;
    for (size_t len = 0; used + len <= sizeof(out); len = (len + 37) % 700) {
        assert_true(ssh2_random_pool_take(&pool, out + used, len));
        used += len;
    }
    assert_false(has_run_of_zeros(out, used, 8));
    for (size_t i = 8; i + 8 <= used; i++)
        assert_memory_not_equal(out + i - 8, out + i, 8);
    for (size_t i = SSH2_RANDOM_POOL_BYTES; i + 8 <= used; i++)
        assert_memory_not_equal(out + i - SSH2_RANDOM_POOL_BYTES, out + i, 8);
}

static void used_bytes_are_wiped_from_the_pool(void **state)
{
    struct ssh2_random_pool pool = { 0 };
    static const uint8_t zeros[SSH2_RANDOM_POOL_BYTES];
    uint8_t out[SSH2_RANDOM_POOL_BYTES];

    (void)state;
    assert_true(ssh2_random_pool_take(&pool, out, 100));
    assert_int_equal(pool.unused_len, SSH2_RANDOM_POOL_BYTES - 100);
    assert_memory_equal(pool.bytes + pool.unused_len, zeros, 100);
    ssh2_random_pool_wipe(&pool);
    assert_int_equal(pool.unused_len, 0);
    assert_memory_equal(pool.bytes, zeros, sizeof(zeros));
    assert_true(ssh2_random_pool_take(&pool, out, sizeof(out)));
    assert_int_equal(pool.unused_len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_that_was_asked_for_is_filled),
        cmocka_unit_test(two_values_are_not_the_same),
        cmocka_unit_test(a_pool_serves_any_length_and_gives_no_byte_twice),
        cmocka_unit_test(used_bytes_are_wiped_from_the_pool),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
