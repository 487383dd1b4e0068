/* Threat H27: a signature that went wrong, by a fault of the machine or by an attacker's doing, can
 * tell the private key. So each is verified before it leaves. */
#include <openssl/evp.h>

#include "src/crypto/pem.h"
#include "src/crypto/sign.h"
#include "src/crypto/sign_key.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

static struct ssh2_private_key *load(const char *pem)
{
    struct ssh2_private_key *key = NULL;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(pem), ssh2_bytes(NULL, 0),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

/* OpenSSL signs with something else than the key. It checks its own halves of RSA, so that no fault
 * inside it could be put there for a test. */
static void spoil(struct ssh2_private_key *key)
{
    EVP_PKEY *other;

    switch (key->public_half->kind) {
    case SSH2_KEY_ED25519:
        key->ed25519[0] ^= 1;
        return;
    case SSH2_KEY_RSA:
        other = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
        break;
    default:
        other = EVP_PKEY_Q_keygen(NULL, NULL, "EC", ssh2_key_curve(key->public_half->kind)->name);
    }
    assert_non_null(other);
    EVP_PKEY_free(key->evp);
    key->evp = other;
}

static void a_faulty_signature_does_not_leave(void **state)
{
    static const struct {
        const char *pem;
        enum ssh2_hash_kind hash;
    } keys[] = {
        { TEST_ED25519_PKCS8, SSH2_HASH_SHA512 }, { TEST_P256_SEC1, SSH2_HASH_SHA256 },
        { TEST_P384_PKCS8, SSH2_HASH_SHA384 },    { TEST_RSA_PKCS1, SSH2_HASH_SHA256 },
        { TEST_RSA_PKCS1, SSH2_HASH_SHA512 },
    };
    static const struct ssh2_signature nothing;

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        struct ssh2_private_key *key = load(keys[i].pem);
        struct ssh2_signature signature;

        assert_int_equal(ssh2_sign(key, keys[i].hash, ssh2_text("text"), &signature),
                         SSH2_CRYPTO_OK);
        spoil(key);
        assert_int_equal(ssh2_sign(key, keys[i].hash, ssh2_text("text"), &signature),
                         SSH2_CRYPTO_FAILED);
        assert_memory_equal(&signature, &nothing, sizeof(nothing));
        ssh2_private_key_free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_faulty_signature_does_not_leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
