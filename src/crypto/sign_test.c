#include "src/crypto/sign.h"

#include <openssl/err.h>
#include <stdio.h>

#include "src/crypto/pem.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

#define MESSAGE ssh2_text("what the session signs")

static struct ssh2_private_key *load(const char *pem)
{
    struct ssh2_private_key *key = NULL;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(pem), ssh2_bytes(NULL, 0),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

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

/* RFC 8032, section 7.1, test 2. */
static void ed25519_meets_the_published_value(void **state)
{
    struct unhexed seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    struct unhexed pk = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    uint8_t derived[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;

    (void)state;
    ssh2_ed25519_public(seed.bytes, derived);
    assert_memory_equal(derived, pk.bytes, sizeof(derived));
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, view(&seed), view(&pk), &key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA512, ssh2_text("r"), &signature), SSH2_CRYPTO_OK);
    assert_is_hex(signature.bytes, 64,
                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    ssh2_private_key_free(key);
}

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
/* Adds the order of Ed25519's group to a number of 32 bytes, least significant first. */
static void add_order(uint8_t number[32])
{
    struct unhexed order = unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;

    for (size_t i = 0; i < 32; i++) {
        carry += (unsigned)number[i] + order.bytes[i];
        number[i] = (uint8_t)carry;
        carry >>= 8;
    }
    assert_int_equal(carry, 0);
}

static bool ed25519_verifies(const struct unhexed *pk, struct ssh2_bytes text,
                             const struct ssh2_signature *signature)
{
    struct ssh2_public_key *key = NULL;
    bool verifies = false;

    if (ssh2_public_key_ed25519(&ssh2_memory_default, view(pk), &key) == SSH2_CRYPTO_OK)
        verifies = ssh2_verify(key, SSH2_HASH_SHA512, text, ssh2_signature_parts(signature));
    ssh2_public_key_free(key);
    return verifies;
}

/* Threat H9: nobody makes another valid signature of one that is known. RFC 8032, section 5.1.7. */
static void ed25519_signatures_have_one_form(void **state)
{
    struct unhexed seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    struct unhexed pk = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;

    (void)state;
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, view(&seed), view(&pk), &key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA512, ssh2_text("r"), &signature), SSH2_CRYPTO_OK);
    assert_true(ed25519_verifies(&pk, ssh2_text("r"), &signature));
    for (int i = 0; i < 7; i++) { /* so far the top bit stays clear */
        add_order(signature.bytes + 32);
        assert_false(ed25519_verifies(&pk, ssh2_text("r"), &signature));
    }
    ssh2_private_key_free(key);
}

/* Threat H9: with a key of small order one signature would hold for every text. */
static void ed25519_keys_of_small_order_verify_nothing(void **state)
{
    static const char *const small[] = {
        /* orders 1, 2, 4 and 8, and the neutral element in a form that is not canonical */
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
        struct unhexed pk = unhex(small[i]), r = unhex(small[0]);
        struct ssh2_signature signature = { .first_len = 64 };

        memcpy(signature.bytes, r.bytes, 32); /* R = S = 0 fulfils 8SB = 8R + 8kA */
        for (char text[] = "a"; text[0] <= 'h'; text[0]++)
            assert_false(ed25519_verifies(&pk, ssh2_text(text), &signature));
    }
}

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

static enum ssh2_crypto_status rsa_public(struct ssh2_bytes n, const char *e, unsigned min_bits)
{
    struct unhexed e_value = unhex(e);
    struct ssh2_public_key *key = NULL;
    enum ssh2_crypto_status status =
        ssh2_public_key_rsa(&ssh2_memory_default, n, view(&e_value), min_bits, &key);

    assert_true((key != NULL) == (status == SSH2_CRYPTO_OK));
    ssh2_public_key_free(key);
    return status;
}

/* Threats H11 and H12. */
static void rsa_numbers_out_of_range_make_no_key(void **state)
{
    static uint8_t n[SSH2_RSA_MAX_BITS / 8 + 2];
    static const char *const wrong_e[] = { "",       "00",         "01",          "02",
                                           "010000", "0200000001", "ffffffffffff" };

    (void)state;
    memset(n, 0xff, sizeof(n));
    for (size_t i = 0; i < sizeof(wrong_e) / sizeof(wrong_e[0]); i++)
        assert_int_equal(rsa_public(ssh2_bytes(n, 256), wrong_e[i], 2048), SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(rsa_public(ssh2_bytes(n, 256), "03", 2048), SSH2_CRYPTO_OK);
    assert_int_equal(rsa_public(ssh2_bytes(n, 256), "0100000001", 2048), SSH2_CRYPTO_OK);
    assert_int_equal(rsa_public(ssh2_bytes(n, 256), "01ffffffff", 2048), SSH2_CRYPTO_OK);
    assert_int_equal(rsa_public(ssh2_bytes(n, 255), "03", 2048), SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(rsa_public(ssh2_bytes(n, 128), "03", 1024), SSH2_CRYPTO_OK);
    assert_int_equal(rsa_public(ssh2_bytes(n, 127), "03", 0), SSH2_CRYPTO_BAD_VALUE);
    assert_int_equal(rsa_public(ssh2_bytes(n, 2048), "03", 2048), SSH2_CRYPTO_OK);
    assert_int_equal(rsa_public(ssh2_bytes(n, 2049), "03", 2048), SSH2_CRYPTO_BAD_VALUE);
    n[0] = 0;
    assert_int_equal(rsa_public(ssh2_bytes(n, 2049), "03", 2048), SSH2_CRYPTO_OK);
    n[1] = 0x7f;
    assert_int_equal(rsa_public(ssh2_bytes(n, 257), "03", 2048), SSH2_CRYPTO_BAD_VALUE);
    n[255] = 0xfe;
    assert_int_equal(rsa_public(ssh2_bytes(n + 1, 255), "03", 1024), SSH2_CRYPTO_BAD_VALUE);
}

enum { RSA_N, RSA_E, RSA_D, RSA_IQMP, RSA_P, RSA_Q, RSA_PART_COUNT };

static enum ssh2_crypto_status rsa_private(const struct unhexed parts[RSA_PART_COUNT],
                                           struct ssh2_private_key **out)
{
    struct ssh2_rsa_parts views = { view(&parts[RSA_N]), view(&parts[RSA_E]),
                                    view(&parts[RSA_D]), view(&parts[RSA_IQMP]),
                                    view(&parts[RSA_P]), view(&parts[RSA_Q]) };

    return ssh2_private_key_rsa(&ssh2_memory_default, &views, SSH2_RSA_MIN_BITS_DEFAULT, out);
}

/* Threat G12. */
static void rsa_numbers_that_do_not_agree_are_refused(void **state)
{
    struct unhexed parts[RSA_PART_COUNT] = { unhex(TEST_RSA_N), unhex(TEST_RSA_E),
                                             unhex(TEST_RSA_D), unhex(TEST_RSA_IQMP),
                                             unhex(TEST_RSA_P), unhex(TEST_RSA_Q) };
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;

    (void)state;
    assert_int_equal(rsa_private(parts, &key), SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA256, MESSAGE, &signature), SSH2_CRYPTO_OK);
    ssh2_private_key_free(key);
    for (size_t i = 0; i < RSA_PART_COUNT; i++) {
        struct unhexed kept = parts[i];

        for (unsigned bit = 1; bit < 8; bit++) {
            parts[i].bytes[parts[i].len - 1] ^= (uint8_t)(1u << bit);
            assert_int_equal(rsa_private(parts, &key), SSH2_CRYPTO_BAD_VALUE);
            assert_null(key);
            parts[i] = kept;
        }
        parts[i].len = 0;
        assert_int_equal(rsa_private(parts, &key), SSH2_CRYPTO_BAD_VALUE);
        parts[i] = kept;
    }
    parts[RSA_P] = unhex("01");
    parts[RSA_Q] = parts[RSA_N];
    assert_int_equal(rsa_private(parts, &key), SSH2_CRYPTO_BAD_VALUE);
}

static void rsa_signatures_may_be_short_but_not_long(void **state)
{
    struct ssh2_private_key *key = load(TEST_RSA_PKCS1);
    const struct ssh2_public_key *public_half = ssh2_private_key_public(key);
    struct ssh2_signature signature;
    uint8_t longer[257] = { 0 };
    char text[24];
    struct ssh2_signature_parts parts;
    int i = 0;

    (void)state;
    do { /* PKCS#1 v1.5 has no randomness: another text, until one signature starts with 0 */
        snprintf(text, sizeof(text), "%d", i++);
        assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA256, ssh2_text(text), &signature),
                         SSH2_CRYPTO_OK);
    } while (signature.bytes[0] != 0);
    parts = ssh2_signature_parts(&signature);
    parts.first.data++;
    parts.first.len--;
    assert_true(ssh2_verify(public_half, SSH2_HASH_SHA256, ssh2_text(text), parts));
    memcpy(longer + 1, signature.bytes, 256);
    parts.first = ssh2_bytes(longer, sizeof(longer));
    assert_false(ssh2_verify(public_half, SSH2_HASH_SHA256, ssh2_text(text), parts));
    parts.first = ssh2_bytes(NULL, 0);
    assert_false(ssh2_verify(public_half, SSH2_HASH_SHA256, ssh2_text(text), parts));
    ssh2_private_key_free(key);
}

static void the_public_numbers_come_back_as_they_went_in(void **state)
{
    struct ssh2_private_key *key = load(TEST_RSA_PKCS1);
    struct ssh2_bytes n = ssh2_public_key_rsa_n(ssh2_private_key_public(key));
    struct ssh2_bytes e = ssh2_public_key_rsa_e(ssh2_private_key_public(key));

    (void)state;
    assert_is_hex(n.data, n.len, &(TEST_RSA_N)[2]); /* openssl prints a leading zero byte */
    assert_is_hex(e.data, e.len, TEST_RSA_E);
    assert_int_equal(ssh2_public_key_point(ssh2_private_key_public(key)).len, 0);
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
        cmocka_unit_test(ed25519_meets_the_published_value),
        cmocka_unit_test(ed25519_signatures_have_one_form),
        cmocka_unit_test(ed25519_keys_of_small_order_verify_nothing),
        cmocka_unit_test(halves_of_different_elliptic_keys_are_refused),
        cmocka_unit_test(points_of_wrong_length_or_off_the_curve_make_no_key),
        cmocka_unit_test(rsa_numbers_out_of_range_make_no_key),
        cmocka_unit_test(rsa_numbers_that_do_not_agree_are_refused),
        cmocka_unit_test(rsa_signatures_may_be_short_but_not_long),
        cmocka_unit_test(the_public_numbers_come_back_as_they_went_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
