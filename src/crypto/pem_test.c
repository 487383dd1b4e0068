#include "src/crypto/pem.h"

#include <openssl/err.h>

#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

static const struct ssh2_bytes no_passphrase = { NULL, 0 };

static enum ssh2_crypto_status load(struct ssh2_bytes pem, struct ssh2_bytes passphrase,
                                    enum ssh2_key_kind expected_kind)
{
    struct ssh2_private_key *key = NULL;
    enum ssh2_crypto_status status =
        ssh2_pem_load(&ssh2_memory_default, pem, passphrase, SSH2_RSA_MIN_BITS_DEFAULT, &key);

    assert_true((key != NULL) == (status == SSH2_CRYPTO_OK));
    if (key != NULL)
        assert_int_equal(ssh2_public_key_kind(ssh2_private_key_public(key)), expected_kind);
    ssh2_private_key_free(key);
    assert_int_equal(ERR_peek_error(), 0);
    return status;
}

static const struct {
    const char *pem;
    enum ssh2_key_kind kind;
} plain[] = {
    { TEST_ED25519_PKCS8, SSH2_KEY_ED25519 },      { TEST_P256_SEC1, SSH2_KEY_ECDSA_P256 },
    { TEST_P384_PKCS8, SSH2_KEY_ECDSA_P384 },      { TEST_RSA_PKCS1, SSH2_KEY_RSA },
    { TEST_P521_COMPRESSED, SSH2_KEY_ECDSA_P521 }, /* its curve comes in a block of its own */
};

static const struct {
    const char *pem;
    enum ssh2_key_kind kind;
} encrypted[] = {
    { TEST_RSA_PKCS1_ENCRYPTED, SSH2_KEY_RSA },
    { TEST_P256_PKCS8_ENCRYPTED, SSH2_KEY_ECDSA_P256 },
};

static void plain_keys_load_with_and_without_a_passphrase(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        struct ssh2_bytes pem = ssh2_text(plain[i].pem);

        assert_int_equal(load(pem, no_passphrase, plain[i].kind), SSH2_CRYPTO_OK);
        assert_int_equal(load(pem, ssh2_text("not needed"), plain[i].kind), SSH2_CRYPTO_OK);
    }
}

static void encrypted_keys_load_with_the_right_passphrase_alone(void **state)
{
    static uint8_t long_passphrase[SSH2_PEM_PASSPHRASE_MAX_BYTES + 1];

    (void)state;
    memset(long_passphrase, 'x', sizeof(long_passphrase));
    for (size_t i = 0; i < sizeof(encrypted) / sizeof(encrypted[0]); i++) {
        struct ssh2_bytes pem = ssh2_text(encrypted[i].pem);
        enum ssh2_key_kind kind = encrypted[i].kind;
        struct ssh2_bytes wrong[] = { no_passphrase, ssh2_text(""), ssh2_text("secreT"),
                                      ssh2_text("secret "),
                                      ssh2_bytes(long_passphrase, sizeof(long_passphrase)) };

        assert_int_equal(load(pem, ssh2_text("secret"), kind), SSH2_CRYPTO_OK);
        for (size_t j = 0; j < sizeof(wrong) / sizeof(wrong[0]); j++)
            assert_int_equal(load(pem, wrong[j], kind), SSH2_CRYPTO_WRONG_PASSPHRASE);
    }
}

static void what_is_no_key_of_ours_is_unsupported(void **state)
{
    static uint8_t long_text[SSH2_PEM_MAX_BYTES + 1];
    static const char *const texts[] = {
        "",
        "no key at all",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VwAyEAfU0Of2FTpptiQrUiq77mhf2kQg+INLEIw72uNp71Sfo=\n"
        "-----END PUBLIC KEY-----\n",
        TEST_X25519_PKCS8,
        TEST_SECP256K1_SEC1,
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(load(ssh2_text(texts[i]), no_passphrase, SSH2_KEY_RSA),
                         SSH2_CRYPTO_UNSUPPORTED);
    memset(long_text, '\n', sizeof(long_text));
    memcpy(long_text, TEST_P256_SEC1, sizeof(TEST_P256_SEC1) - 1);
    assert_int_equal(load(ssh2_bytes(long_text, sizeof(long_text)), no_passphrase, SSH2_KEY_RSA),
                     SSH2_CRYPTO_UNSUPPORTED);
}

/* Threat G7. Cut behind the last dash a key is whole, so what the cut leaves ends before it. */
static void a_file_cut_at_any_byte_gives_no_key(void **state)
{
    struct ssh2_bytes pem = ssh2_text(TEST_P256_SEC1);

    (void)state;
    for (size_t len = 0; len + 1 < pem.len; len++)
        assert_int_not_equal(load(ssh2_bytes(pem.data, len), no_passphrase, SSH2_KEY_ECDSA_P256),
                             SSH2_CRYPTO_OK);
}

static void an_rsa_key_below_the_callers_least_is_refused(void **state)
{
    struct ssh2_private_key *key = NULL;

    (void)state;
    assert_int_equal(
        ssh2_pem_load(&ssh2_memory_default, ssh2_text(TEST_RSA_PKCS1), no_passphrase, 2049, &key),
        SSH2_CRYPTO_BAD_VALUE);
    assert_null(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_keys_load_with_and_without_a_passphrase),
        cmocka_unit_test(encrypted_keys_load_with_the_right_passphrase_alone),
        cmocka_unit_test(what_is_no_key_of_ours_is_unsupported),
        cmocka_unit_test(a_file_cut_at_any_byte_gives_no_key),
        cmocka_unit_test(an_rsa_key_below_the_callers_least_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
