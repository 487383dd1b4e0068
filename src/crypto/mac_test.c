#include "src/crypto/mac.h"

#include "src/crypto/testing.h"

/* RFC 2202 (MD5, SHA-1), RFC 2286 (RIPEMD-160) and RFC 4231 (the others): key "Jefe" and its
 * message; a key of 131 bytes, longer than any block (MD5, SHA-1 and RIPEMD-160 of that computed
 * with Python's hmac). */
static const char short_message[] = "what do ya want for nothing?";
static const char long_message[] = "Test Using Larger Than Block-Size Key - Hash Key First";
static const struct {
    enum ssh2_hash_kind kind;
    const char *with_short_key, *with_long_key;
} cases[] = {
    { SSH2_HASH_MD5, "750c783e6ab0b503eaa86e310a5db738", "bfecaf4efff90a3a668f3922fec3762d" },
    { SSH2_HASH_SHA1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
      "90d0dace1c1bdc957339307803160335bde6df2b" },
    { SSH2_HASH_SHA256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    { SSH2_HASH_SHA384,
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
      "8e2240ca5e69e2c78b3239ecfab21649",
      "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
      "0c2ef6ab4030fe8296248df163f44952" },
    { SSH2_HASH_SHA512,
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
      "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
      "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598" },
    { SSH2_HASH_RIPEMD160, "dda6c0213a485a9e24f4742064a7f033b43c4069",
      "71bb52d26408e5a221393d5811b03cc7f94bcd3a" },
};
#define CASE_COUNT (sizeof(cases) / sizeof(cases[0]))

static struct ssh2_mac *mac_new(size_t i, struct ssh2_bytes key)
{
    struct ssh2_mac *mac = ssh2_mac_new(&ssh2_memory_default, cases[i].kind, key);

    assert_non_null(mac);
    return mac;
}

static void published_values_are_met_by_one_keying(void **state)
{
    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        struct ssh2_mac *mac = mac_new(i, ssh2_text("Jefe"));
        uint8_t out[SSH2_HASH_MAX_BYTES];

        for (int repeat = 0; repeat < 3; repeat++) {
            assert_true(ssh2_mac_start(mac));
            assert_true(ssh2_mac_update(mac, ssh2_text(short_message)));
            assert_true(ssh2_mac_final(mac, out));
            assert_is_hex(out, ssh2_hash_len(cases[i].kind), cases[i].with_short_key);
        }
        ssh2_mac_free(mac);
    }
}

static void a_key_longer_than_a_block_is_hashed_first(void **state)
{
    uint8_t key[131];

    (void)state;
    memset(key, 0xaa, sizeof(key));
    for (size_t i = 0; i < CASE_COUNT; i++) {
        struct ssh2_mac *mac = mac_new(i, ssh2_bytes(key, sizeof(key)));
        uint8_t out[SSH2_HASH_MAX_BYTES];

        assert_true(ssh2_mac_start(mac));
        assert_true(ssh2_mac_update(mac, ssh2_text(long_message)));
        assert_true(ssh2_mac_final(mac, out));
        assert_is_hex(out, ssh2_hash_len(cases[i].kind), cases[i].with_long_key);
        ssh2_mac_free(mac);
    }
}

static void start_drops_a_message_that_was_not_ended(void **state)
{
    struct ssh2_mac *mac = mac_new(2, ssh2_text("Jefe"));
    uint8_t out[SSH2_HASH_MAX_BYTES];

    (void)state;
    assert_true(ssh2_mac_start(mac));
    assert_true(ssh2_mac_update(mac, ssh2_text("never ended")));
    assert_true(ssh2_mac_start(mac));
    assert_true(ssh2_mac_update(mac, ssh2_bytes(NULL, 0)));
    assert_true(ssh2_mac_update(mac, ssh2_bytes(short_message, 5)));
    assert_true(ssh2_mac_update(mac, ssh2_text(short_message + 5)));
    assert_true(ssh2_mac_final(mac, out));
    assert_is_hex(out, 32, cases[2].with_short_key);
    ssh2_mac_free(mac);
}

static void what_cannot_be_a_mac_is_refused(void **state)
{
    struct stingy s = { 0, 0 };
    void *holder = &s;
    struct ssh2_memory memory = stingy_memory(&holder);

    (void)state;
    assert_null(ssh2_mac_new(&ssh2_memory_default, SSH2_HASH_SHA256, ssh2_bytes(NULL, 0)));
    assert_null(ssh2_mac_new(&ssh2_memory_default, (enum ssh2_hash_kind)99, ssh2_text("Jefe")));
    assert_null(ssh2_mac_new(&memory, SSH2_HASH_SHA256, ssh2_text("Jefe")));
    ssh2_mac_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values_are_met_by_one_keying),
        cmocka_unit_test(a_key_longer_than_a_block_is_hashed_first),
        cmocka_unit_test(start_drops_a_message_that_was_not_ended),
        cmocka_unit_test(what_cannot_be_a_mac_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
