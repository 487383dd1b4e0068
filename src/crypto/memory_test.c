#include "src/crypto/memory.h"

#include "src/crypto/testing.h"

static void the_default_memory_serves_and_takes_back(void **state)
{
    (void)state;
    uint8_t *p = ssh2_alloc(&ssh2_memory_default, 3);

    assert_non_null(p);
    memcpy(p, "abc", 3);
    p = ssh2_realloc(&ssh2_memory_default, p, 1000);
    assert_non_null(p);
    assert_memory_equal(p, "abc", 3);
    ssh2_free(&ssh2_memory_default, p);
    ssh2_free(&ssh2_memory_default, NULL);
}

static void calloc_zeroes_and_refuses_products_that_wrap(void **state)
{
    static const uint8_t zeros[64];
    uint8_t *p = ssh2_calloc(&ssh2_memory_default, 4, 16);

    (void)state;
    assert_non_null(p);
    assert_memory_equal(p, zeros, sizeof(zeros));
    ssh2_free(&ssh2_memory_default, p);
    assert_null(ssh2_calloc(&ssh2_memory_default, SIZE_MAX / 2 + 1, 2));
    assert_null(ssh2_calloc(&ssh2_memory_default, 2, SIZE_MAX / 2 + 1));
}

static void nothing_is_allocated_for_a_length_of_zero(void **state)
{
    struct stingy s = { 10, 0 };
    void *holder = &s;
    struct ssh2_memory memory = stingy_memory(&holder);

    (void)state;
    assert_null(ssh2_alloc(&memory, 0));
    assert_null(ssh2_calloc(&memory, 0, 8));
    assert_null(ssh2_calloc(&memory, 8, 0));
    assert_null(ssh2_realloc(&memory, NULL, 0));
    assert_int_equal(s.allowance, 10);
}

static void realloc_that_fails_leaves_the_old_block(void **state)
{
    struct stingy s = { 1, 0 };
    void *holder = &s;
    struct ssh2_memory memory = stingy_memory(&holder);
    uint8_t *p = ssh2_realloc(&memory, NULL, 4);

    (void)state;
    assert_non_null(p);
    p[3] = 9;
    assert_null(ssh2_realloc(&memory, p, 8));
    assert_null(ssh2_realloc(&memory, p, 0));
    assert_int_equal(p[3], 9);
    ssh2_free(&memory, p);
    assert_int_equal(s.in_use, 0);
}

static uint8_t last_freed[4];

static void remember_and_free(void *p, void **abstract)
{
    (void)abstract;
    memcpy(last_freed, p, sizeof(last_freed));
    free(p);
}

static void free_secret_wipes_before_it_frees(void **state)
{
    struct ssh2_memory memory = ssh2_memory_default;
    static const uint8_t zeros[4];

    (void)state;
    memory.free = remember_and_free;
    uint8_t *p = ssh2_alloc(&memory, 4);
    assert_non_null(p);
    memcpy(p, "word", 4);
    memcpy(last_freed, "????", 4);
    ssh2_free_secret(&memory, p, 4);
    assert_memory_equal(last_freed, zeros, 4);
    ssh2_free_secret(&memory, NULL, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_memory_serves_and_takes_back),
        cmocka_unit_test(calloc_zeroes_and_refuses_products_that_wrap),
        cmocka_unit_test(nothing_is_allocated_for_a_length_of_zero),
        cmocka_unit_test(realloc_that_fails_leaves_the_old_block),
        cmocka_unit_test(free_secret_wipes_before_it_frees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
