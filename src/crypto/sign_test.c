#include "src/crypto/sign.h"

#include <openssl/err.h>

#include "src/crypto/sign_testing.h"

static const struct {
    const char *pem;
    enum ssh2_key_kind kind;
    enum ssh2_hash_kind hash;
    size_t first_len, second_len;
} keys[] = {
    { TEST_ED25519_PKCS8, SSH2_KEY_ED25519, SSH2_HASH_SHA512, 64, 0 },
    { TEST_P256_SEC1, SSH2_KEY_ECDSA_P256, SSH2_HASH_SHA256, 32, 32 },
    { TEST_P384_PKCS8, SSH2_KEY_ECDSA_P384, SSH2_HASH_SHA384, 48, 48 },
    { TEST_P521_COMPRESSED, SSH2_KEY_ECDSA_P521, SSH2_HASH_SHA512, 66, 66 },
    { TEST_RSA_PKCS1, SSH2_KEY_RSA, SSH2_HASH_SHA1, 256, 0 },
    { TEST_RSA_PKCS1, SSH2_KEY_RSA, SSH2_HASH_SHA256, 256, 0 },
    { TEST_RSA_PKCS1, SSH2_KEY_RSA, SSH2_HASH_SHA512, 256, 0 },
    { TEST_DSA_TRADITIONAL, SSH2_KEY_DSA, SSH2_HASH_SHA1, 20, 20 },
};
#define KEY_COUNT (sizeof(keys) / sizeof(keys[0]))

static void what_a_key_signs_its_public_half_verifies(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        struct ssh2_private_key *key = load(keys[i].pem);
        const struct ssh2_public_key *public_half = ssh2_private_key_public(key);
        struct ssh2_signature signature;

        assert_int_equal(ssh2_public_key_kind(public_half), keys[i].kind);
        assert_int_equal(ssh2_sign(key, keys[i].hash, MESSAGE, &signature), SSH2_CRYPTO_OK);
        assert_int_equal(signature.first_len, keys[i].first_len);
        assert_int_equal(signature.second_len, keys[i].second_len);
        assert_true(
            ssh2_verify(public_half, keys[i].hash, MESSAGE, ssh2_signature_parts(&signature)));
        assert_false(ssh2_verify(public_half, keys[i].hash, ssh2_text("something else"),
                                 ssh2_signature_parts(&signature)));
        ssh2_private_key_free(key);
    }
}

static void a_flip_of_any_single_bit_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        struct ssh2_private_key *key = load(keys[i].pem);
        struct ssh2_signature signature;

        assert_int_equal(ssh2_sign(key, keys[i].hash, MESSAGE, &signature), SSH2_CRYPTO_OK);
        for (size_t bit = 0; bit < 8 * (signature.first_len + signature.second_len); bit++) {
            signature.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            assert_false(ssh2_verify(ssh2_private_key_public(key), keys[i].hash, MESSAGE,
                                     ssh2_signature_parts(&signature)));
            signature.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        ssh2_private_key_free(key);
    }
}

static void no_failure_is_left_in_the_callers_openssl_queue(void **state)
{
    struct ssh2_private_key *key = load(TEST_RSA_PKCS1);
    struct unhexed wrong = unhex("01");
    struct ssh2_signature_parts parts = { view(&wrong), { NULL, 0 } };

    (void)state;
    ERR_clear_error();
    ERR_raise(ERR_LIB_USER, 1);
    assert_false(ssh2_verify(ssh2_private_key_public(key), SSH2_HASH_SHA256, MESSAGE, parts));
    assert_int_equal(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
    assert_int_equal(ERR_get_error(), 0);
    ssh2_private_key_free(key);
}

static void leading_zeros_of_r_and_s_do_not_matter(void **state)
{
    struct ssh2_private_key *key = load(TEST_P256_SEC1);
    struct ssh2_signature signature;
    uint8_t r[40] = { 0 }, s[33] = { 0 };
    struct ssh2_signature_parts parts = { ssh2_bytes(r, sizeof(r)), ssh2_bytes(s, sizeof(s)) };

    (void)state;
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA256, MESSAGE, &signature), SSH2_CRYPTO_OK);
    memcpy(r + 8, signature.bytes, 32);
    memcpy(s + 1, signature.bytes + 32, 32);
    assert_true(ssh2_verify(ssh2_private_key_public(key), SSH2_HASH_SHA256, MESSAGE, parts));
    ssh2_private_key_free(key);
}

/* Threat H8, with the order of P-256 for n. */
static void ecdsa_numbers_out_of_range_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "00",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    static uint8_t huge[65536];
    struct ssh2_private_key *key = load(TEST_P256_SEC1);
    const struct ssh2_public_key *public_half = ssh2_private_key_public(key);
    struct ssh2_signature signature;

    (void)state;
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA256, MESSAGE, &signature), SSH2_CRYPTO_OK);
    memset(huge, 0xff, sizeof(huge));
    for (size_t i = 0; i <= sizeof(wrong) / sizeof(wrong[0]); i++) {
        bool is_last = i == sizeof(wrong) / sizeof(wrong[0]);
        struct unhexed value = unhex(is_last ? "" : wrong[i]);
        struct ssh2_bytes number = is_last ? ssh2_bytes(huge, sizeof(huge)) : view(&value);
        struct ssh2_signature_parts r = ssh2_signature_parts(&signature), s = r;

        r.first = number;
        s.second = number;
        assert_false(ssh2_verify(public_half, SSH2_HASH_SHA256, MESSAGE, r));
        assert_false(ssh2_verify(public_half, SSH2_HASH_SHA256, MESSAGE, s));
    }
    ssh2_private_key_free(key);
}

static void a_hash_that_does_not_go_with_the_key_is_refused(void **state)
{
    struct ssh2_private_key *rsa = load(TEST_RSA_PKCS1), *ec = load(TEST_P256_SEC1);
    struct ssh2_signature signature;

    (void)state;
    assert_int_equal(ssh2_sign(rsa, SSH2_HASH_MD5, MESSAGE, &signature), SSH2_CRYPTO_UNSUPPORTED);
    assert_int_equal(ssh2_sign(rsa, SSH2_HASH_SHA384, MESSAGE, &signature),
                     SSH2_CRYPTO_UNSUPPORTED);
    assert_int_equal(ssh2_sign(ec, SSH2_HASH_SHA1, MESSAGE, &signature), SSH2_CRYPTO_UNSUPPORTED);
    assert_int_equal(ssh2_sign(rsa, SSH2_HASH_SHA256, MESSAGE, &signature), SSH2_CRYPTO_OK);
    assert_false(ssh2_verify(ssh2_private_key_public(rsa), SSH2_HASH_SHA512, MESSAGE,
                             ssh2_signature_parts(&signature)));
    ssh2_private_key_free(rsa);
    ssh2_private_key_free(ec);
}

/* Threat G12. */
static void halves_of_different_elliptic_keys_are_refused(void **state)
{
    struct ssh2_private_key *key = load(TEST_P256_SEC1), *out = NULL;
    struct ssh2_bytes point = ssh2_public_key_point(ssh2_private_key_public(key));
    const struct ssh2_memory *memory = &ssh2_memory_default;
    struct unhexed one = unhex("01"), zero = unhex("00");
    struct unhexed order =
        unhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    struct unhexed seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    (void)state;
    assert_int_equal(ssh2_private_key_ecdsa(memory, SSH2_KEY_ECDSA_P256, point, view(&one), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_private_key_ecdsa(memory, SSH2_KEY_ECDSA_P256, point, view(&zero), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_private_key_ecdsa(memory, SSH2_KEY_ECDSA_P256, point, view(&order), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_private_key_ecdsa(memory, SSH2_KEY_ECDSA_P384, point, view(&one), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_private_key_ecdsa(memory, SSH2_KEY_RSA, point, view(&one), &out),
                     SSH2_CRYPTO_UNSUPPORTED);
    assert_int_equal(ssh2_private_key_ed25519(memory, view(&seed), view(&seed), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_private_key_ed25519(memory, view(&one), view(&seed), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_null(out);
    ssh2_private_key_free(key);
}

/* Threats H10 and K19 for keys. */
static void points_of_wrong_length_or_off_the_curve_make_no_key(void **state)
{
    struct ssh2_private_key *key = load(TEST_P384_PKCS8);
    struct ssh2_bytes point = ssh2_public_key_point(ssh2_private_key_public(key));
    struct ssh2_public_key *out = NULL;
    uint8_t other[SSH2_EC_POINT_MAX_BYTES] = { 0 };

    (void)state;
    for (size_t len = 0; len <= sizeof(other); len++) {
        if (len != SSH2_ED25519_PUBLIC_BYTES)
            assert_int_equal(
                ssh2_public_key_ed25519(&ssh2_memory_default, ssh2_bytes(other, len), &out),
                SSH2_CRYPTO_BAD_VALUE);
    }
    memcpy(other, point.data, point.len);
    for (size_t len = 0; len < point.len; len++)
        assert_int_equal(ssh2_public_key_ecdsa(&ssh2_memory_default, SSH2_KEY_ECDSA_P384,
                                               ssh2_bytes(other, len), &out),
                         SSH2_CRYPTO_BAD_VALUE);
    other[point.len - 1] ^= 1;
    assert_int_equal(ssh2_public_key_ecdsa(&ssh2_memory_default, SSH2_KEY_ECDSA_P384,
                                           ssh2_bytes(other, point.len), &out),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(ssh2_public_key_ecdsa(&ssh2_memory_default, SSH2_KEY_ED25519, point, &out),
                     SSH2_CRYPTO_UNSUPPORTED);
    assert_null(out);
    ssh2_private_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_key_signs_its_public_half_verifies),
        cmocka_unit_test(a_flip_of_any_single_bit_is_refused),
        cmocka_unit_test(no_failure_is_left_in_the_callers_openssl_queue),
        cmocka_unit_test(leading_zeros_of_r_and_s_do_not_matter),
        cmocka_unit_test(ecdsa_numbers_out_of_range_are_refused),
        cmocka_unit_test(a_hash_that_does_not_go_with_the_key_is_refused),
        cmocka_unit_test(halves_of_different_elliptic_keys_are_refused),
        cmocka_unit_test(points_of_wrong_length_or_off_the_curve_make_no_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
