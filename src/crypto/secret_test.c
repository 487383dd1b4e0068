#include "src/crypto/secret.h"

#include "src/crypto/testing.h"

static void wiping_leaves_zeros_and_touches_nothing_else(void **state)
{
    uint8_t bytes[5] = { 1, 2, 3, 4, 5 };
    static const uint8_t expected[5] = { 1, 0, 0, 0, 5 };

    (void)state;
    ssh2_wipe(bytes + 1, 3);
    assert_memory_equal(bytes, expected, sizeof(expected));
    ssh2_wipe(NULL, 0);
}

static void a_difference_in_any_single_bit_is_seen(void **state)
{
    uint8_t a[33], b[33];

    (void)state;
    memset(a, 0xa5, sizeof(a));
    memcpy(b, a, sizeof(b));
    assert_true(ssh2_secret_equal(a, b, sizeof(a)));
    for (size_t bit = 0; bit < 8 * sizeof(a); bit++) {
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(ssh2_secret_equal(a, b, sizeof(a)));
        b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_true(ssh2_secret_equal(NULL, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wiping_leaves_zeros_and_touches_nothing_else),
        cmocka_unit_test(a_difference_in_any_single_bit_is_seen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
