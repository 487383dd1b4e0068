#include "src/crypto/secret.h"

#include <time.h>

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

#define LONG_BYTES 65536u
#define TIMES 201u

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The shortest time that a comparison took, of many, with the difference at this place. */
static double time_of(size_t place)
{
    static uint8_t a[LONG_BYTES], b[LONG_BYTES];
    double shortest = 1e9;

    b[place] = 1;
    for (size_t i = 0; i < TIMES; i++) {
        double start = seconds();

        assert_false(ssh2_secret_equal(a, b, sizeof(a)));

        double time = seconds() - start;

        shortest = time < shortest ? time : shortest;
    }
    b[place] = 0;
    return shortest;
}

/* Threat P12: whoever stops at the first difference takes thousands of times longer to get to the last byte
 * than to the first. Ten times is more than a busy machine adds to the shortest of many. */
static void the_place_of_a_difference_does_not_show_in_the_time(void **state)
{
    double first = time_of(0), middle = time_of(LONG_BYTES / 2), last = time_of(LONG_BYTES - 1);

    (void)state;
    print_message("%.1f, %.1f, %.1f us\n", first * 1e6, middle * 1e6, last * 1e6);
    assert_true(last < 10 * first && first < 10 * last);
    assert_true(middle < 10 * first && first < 10 * middle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wiping_leaves_zeros_and_touches_nothing_else),
        cmocka_unit_test(a_difference_in_any_single_bit_is_seen),
        cmocka_unit_test(the_place_of_a_difference_does_not_show_in_the_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
