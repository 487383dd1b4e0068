#include "src/crypto/mlkem.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include "src/crypto/evp_params.h"
#include "src/crypto/mlkem_sodium.h"
#include "src/crypto/random.h"
#include "src/crypto/secret.h"

/* FIPS 203, table 3. */
const struct ssh2_mlkem ssh2_mlkem_768 = { "ML-KEM-768", SSH2_MLKEM_768_PUBLIC_BYTES,
                                           SSH2_MLKEM_768_CIPHERTEXT_BYTES };
const struct ssh2_mlkem ssh2_mlkem_1024 = { "ML-KEM-1024", 1568, 1568 };

/* Measured with OpenSSL 3.0.19, which does not have it: 1.3 us. So nobody keeps the answer. */
static bool openssl_has(const struct ssh2_mlkem *kem)
{
    ERR_set_mark();
    EVP_KEM *fetched = EVP_KEM_fetch(NULL, kem->name, NULL);
    ERR_pop_to_mark();

    EVP_KEM_free(fetched);
    return fetched != NULL;
}

static bool libsodium_has(const struct ssh2_mlkem *kem)
{
    return kem == &ssh2_mlkem_768 && ssh2_sodium_has_mlkem768();
}

bool ssh2_mlkem_is_available(const struct ssh2_mlkem *kem)
{
    return openssl_has(kem) || libsodium_has(kem);
}

/* --- OpenSSL -------------------------------------------------------------------------------- */

static EVP_PKEY *generate(const struct ssh2_mlkem *kem, uint8_t *public_out)
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, kem->name);
    size_t len = 0;

    if (key != NULL &&
        EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, public_out, kem->public_len,
                                        &len) == 1 &&
        len == kem->public_len)
        return key;
    EVP_PKEY_free(key);
    return NULL;
}

/* OpenSSL checks the modulus when it takes a key in. */
static EVP_PKEY *peer_key(const struct ssh2_mlkem *kem, struct ssh2_bytes public_key)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY *key = NULL;

    if (builder != NULL && OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY,
                                                            public_key.data, public_key.len) == 1)
        key = ssh2_evp_key_from(kem->name, builder, EVP_PKEY_PUBLIC_KEY);
    OSSL_PARAM_BLD_free(builder);
    return key;
}

static enum ssh2_crypto_status encapsulate(const struct ssh2_mlkem *kem, struct ssh2_bytes public_key,
                                           uint8_t *ciphertext, uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    EVP_PKEY *key = peer_key(kem, public_key);
    size_t ciphertext_len = kem->ciphertext_len, secret_len = SSH2_MLKEM_SECRET_BYTES;

    if (key == NULL)
        return SSH2_CRYPTO_BAD_VALUE;

    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bool ok = context != NULL && EVP_PKEY_encapsulate_init(context, NULL) == 1 &&
              EVP_PKEY_encapsulate(context, ciphertext, &ciphertext_len, secret, &secret_len) == 1;

    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    return ok && ciphertext_len == kem->ciphertext_len && secret_len == SSH2_MLKEM_SECRET_BYTES
               ? SSH2_CRYPTO_OK
               : SSH2_CRYPTO_FAILED;
}

static bool decapsulate(EVP_PKEY *key, struct ssh2_bytes ciphertext,
                        uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    size_t len = SSH2_MLKEM_SECRET_BYTES;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bool ok = context != NULL && EVP_PKEY_decapsulate_init(context, NULL) == 1 &&
              EVP_PKEY_decapsulate(context, secret, &len, ciphertext.data, ciphertext.len) == 1;

    EVP_PKEY_CTX_free(context);
    return ok && len == SSH2_MLKEM_SECRET_BYTES;
}

/* --- either --------------------------------------------------------------------------------- */

enum ssh2_crypto_status ssh2_mlkem_generate(const struct ssh2_mlkem *kem, struct ssh2_mlkem_key *key,
                                            uint8_t *public_out)
{
    bool ok = false;

    *key = (struct ssh2_mlkem_key){ .evp = NULL };
    if (openssl_has(kem)) {
        key->evp = generate(kem, public_out);
        ok = key->evp != NULL;
    } else if (libsodium_has(kem)) {
        ok = ssh2_random(key->seed, sizeof(key->seed)) &&
             ssh2_sodium_mlkem768_public(key->seed, public_out);
    }
    if (ok)
        return SSH2_CRYPTO_OK;
    ssh2_wipe(key, sizeof(*key));
    return SSH2_CRYPTO_FAILED;
}

enum ssh2_crypto_status ssh2_mlkem_encapsulate(const struct ssh2_mlkem *kem,
                                               struct ssh2_bytes public_key, uint8_t *ciphertext,
                                               uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    if (public_key.len != kem->public_len)
        return SSH2_CRYPTO_BAD_VALUE;
    if (!openssl_has(kem) && libsodium_has(kem))
        return ssh2_sodium_mlkem768_encapsulate(public_key.data, ciphertext, secret)
                   ? SSH2_CRYPTO_OK
                   : SSH2_CRYPTO_BAD_VALUE;
    return encapsulate(kem, public_key, ciphertext, secret);
}

enum ssh2_crypto_status ssh2_mlkem_decapsulate(const struct ssh2_mlkem *kem,
                                               const struct ssh2_mlkem_key *key,
                                               struct ssh2_bytes ciphertext,
                                               uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    if (ciphertext.len != kem->ciphertext_len)
        return SSH2_CRYPTO_BAD_VALUE;

    bool ok = key->evp != NULL
                  ? decapsulate(key->evp, ciphertext, secret)
                  : ssh2_sodium_mlkem768_decapsulate(key->seed, ciphertext.data, secret);

    return ok ? SSH2_CRYPTO_OK : SSH2_CRYPTO_FAILED;
}

void ssh2_mlkem_release(struct ssh2_mlkem_key *key)
{
    EVP_PKEY_free(key->evp); /* OpenSSL wipes it */
    ssh2_wipe(key, sizeof(*key));
}
