/* What is RSA's own: its numbers, and how long a signature may be. */
#include <stdio.h>

#include "src/crypto/sign_testing.h"

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
        cmocka_unit_test(rsa_numbers_out_of_range_make_no_key),
        cmocka_unit_test(rsa_numbers_that_do_not_agree_are_refused),
        cmocka_unit_test(rsa_signatures_may_be_short_but_not_long),
        cmocka_unit_test(the_public_numbers_come_back_as_they_went_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
