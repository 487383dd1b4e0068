#include "src/crypto/pem_cost.h"

#include "src/crypto/pem.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

/* One key under passphrases of different cost, made by openssl pkcs8 -topk8. */
#define PBKDF2_AT_BOUND \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MIGcMFgGCSqGSIb3DQEFDTBLMCoGCSqGSIb3DQEFDDAdBAjCIpIKwYt0wwIDEAAA\n" \
    "MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAECBBBn82RDrtshb3cWwtKxz7+DBEDy\n" \
    "2t4LhoedXQNyKECSuriG+9ghteEsyc2jK8Q0+LSsVf8PlooRDUazHdFcl8SpgZp/\n" \
    "w0y8dccfzPSMF6gqhpQ6\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

#define PBKDF2_ABOVE \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MIGcMFgGCSqGSIb3DQEFDTBLMCoGCSqGSIb3DQEFDDAdBAgtSnAP3IrOKAIDEAAB\n" \
    "MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAECBBAnqu9Fq2MRYufRbGGEKXU9BEAf\n" \
    "cn0mPUdjGsm/OHMU+oMVZcNlVJYmowDmiNjddbDp2SX5N/MxxlzV2adkze2v479s\n" \
    "WjvF4VQLlRMGcqyjvpkg\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

#define SCRYPT_AT_BOUND \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAgOh1YvR3XjNAICQAAC\n" \
    "AQgCAQgwHQYJYIZIAWUDBAEqBBBdnJD6UQjeNPqQ8ZVXsfqpBEB62FnIW+INZGNg\n" \
    "zqjpF2+W4o+jaCElN0fuq8/9fL0wAhDyUeGE2yrN61zhVLxO1j/9g1+rA+4fHC8p\n" \
    "QODr/mUj\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

#define SCRYPT_ABOVE \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MIGUMFAGCSqGSIb3DQEFDTBDMCIGCSsGAQQB2kcECzAVBAjX4Cv3SWmyugICBAAC\n" \
    "AQECAgQBMB0GCWCGSAFlAwQBKgQQllK6uHWC/xrEq232ur3ImQRAI2VlQ9xHfS0F\n" \
    "xW+AAMV8sj7yYQ/IePk2UuZGpa/fuT5VY4U/KRsH5ZjNCEFyEnMtQEraryEg1+HM\n" \
    "LwILGA04aQ==\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

#define PBES1_ABOVE \
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" \
    "MFkwHQYKKoZIhvcNAQwBAzAPBAgPLKD27Iqi4gIDEAABBDgGY4+W5wpfSGAt86yz\n" \
    "4+rRYDDspvpnTaoDnOhhFsddNi/59HWZJx1Cu1v7l80lX3CGB8ZXvzy28w==\n" \
    "-----END ENCRYPTED PRIVATE KEY-----\n"

static const struct {
    const char *why;
    const char *pem;
    bool bearable;
} cases[] = {
    { "no text", "", true },
    { "a key that is not encrypted", TEST_ED25519_PKCS8, true },
    { "2048 iterations", TEST_P256_PKCS8_ENCRYPTED, true },
    { "the older form of encryption, which always costs little", TEST_RSA_PKCS1_ENCRYPTED, true },
    { "2^20 iterations", PBKDF2_AT_BOUND, true },
    { "2^20 + 1 iterations", PBKDF2_ABOVE, false },
    { "scrypt with N * r * p of 2^20", SCRYPT_AT_BOUND, true },
    { "scrypt with 2^20 + 2^10", SCRYPT_ABOVE, false },
    { "2^20 + 1 iterations of the older scheme", PBES1_ABOVE, false },
    { "a costly key behind another", TEST_ED25519_PKCS8 PBKDF2_ABOVE, false },
    { "nonsense", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
                  "-----END ENCRYPTED PRIVATE KEY-----\n", true },
};

static void costs_are_known_before_they_are_paid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (ssh2_pem_cost_is_bearable(ssh2_text(cases[i].pem)) != cases[i].bearable)
            fail_msg("%s", cases[i].why);
}

/* Threat G8. */
static void a_key_that_costs_too_much_is_not_loaded(void **state)
{
    struct ssh2_private_key *key = NULL;

    (void)state;
    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(PBKDF2_ABOVE), ssh2_text("x"),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key), SSH2_CRYPTO_UNSUPPORTED);
    assert_null(key);
    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(SCRYPT_AT_BOUND), ssh2_text("x"),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key), SSH2_CRYPTO_OK);
    ssh2_private_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_known_before_they_are_paid),
        cmocka_unit_test(a_key_that_costs_too_much_is_not_loaded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
