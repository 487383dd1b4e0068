#include "src/crypto/hash.h"

#include "src/crypto/testing.h"

/* Of "abc": RFC 1321, appendix A.5; FIPS 180-4's examples; RIPEMD-160's from its authors. */
static const struct {
    enum ssh2_hash_kind kind;
    const char *of_abc;
} cases[] = {
    { SSH2_HASH_MD5, "900150983cd24fb0d6963f7d28e17f72" },
    { SSH2_HASH_SHA1, "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { SSH2_HASH_SHA256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { SSH2_HASH_SHA384, "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
                        "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7" },
    { SSH2_HASH_SHA512, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
    { SSH2_HASH_RIPEMD160, "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc" },
};
#define CASE_COUNT (sizeof(cases) / sizeof(cases[0]))

static void published_values_are_met(void **state)
{
    uint8_t out[SSH2_HASH_MAX_BYTES];

    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        assert_true(ssh2_hash_is_available(cases[i].kind));
        assert_true(ssh2_hash_once(cases[i].kind, ssh2_text("abc"), out));
        assert_is_hex(out, ssh2_hash_len(cases[i].kind), cases[i].of_abc);
    }
}

static void pieces_hash_like_the_whole_and_one_struct_serves_many_times(void **state)
{
    struct ssh2_hash hash = { 0 };
    uint8_t out[SSH2_HASH_MAX_BYTES];

    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        assert_true(ssh2_hash_init(&hash, cases[i].kind));
        assert_true(ssh2_hash_update(&hash, ssh2_text("dropped by the next init")));
        assert_true(ssh2_hash_init(&hash, cases[i].kind));
        assert_true(ssh2_hash_update(&hash, ssh2_text("a")));
        assert_true(ssh2_hash_update(&hash, ssh2_bytes(NULL, 0)));
        assert_true(ssh2_hash_update(&hash, ssh2_text("bc")));
        assert_true(ssh2_hash_final(&hash, out));
        assert_is_hex(out, ssh2_hash_len(cases[i].kind), cases[i].of_abc);
    }
    ssh2_hash_free(&hash);
}

static void a_number_that_is_no_kind_is_refused(void **state)
{
    struct ssh2_hash hash = { 0 };
    uint8_t out[SSH2_HASH_MAX_BYTES];
    enum ssh2_hash_kind no_kind = (enum ssh2_hash_kind)CASE_COUNT;

    (void)state;
    assert_int_equal(ssh2_hash_len(no_kind), 0);
    assert_false(ssh2_hash_is_available(no_kind));
    assert_false(ssh2_hash_once(no_kind, ssh2_text("abc"), out));
    assert_true(ssh2_hash_init(&hash, SSH2_HASH_SHA256));
    assert_false(ssh2_hash_init(&hash, no_kind));
    assert_false(ssh2_hash_update(&hash, ssh2_text("abc")));
    assert_false(ssh2_hash_final(&hash, out));
    ssh2_hash_free(&hash);
    ssh2_hash_free(&hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values_are_met),
        cmocka_unit_test(pieces_hash_like_the_whole_and_one_struct_serves_many_times),
        cmocka_unit_test(a_number_that_is_no_kind_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
