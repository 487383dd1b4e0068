/* Private keys: made from their numbers, which have to agree. RSA's are in sign_rsa.c, DSA's in
 * sign_dsa.c. */
#include "src/crypto/sign.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>

#include "src/crypto/evp_params.h"
#include "src/crypto/secret.h"
#include "src/crypto/sign_dsa.h"
#include "src/crypto/sign_key.h"
#include "src/crypto/sign_rsa.h"

void ssh2_ed25519_public(const uint8_t seed[SSH2_ED25519_SEED_BYTES],
                         uint8_t out[SSH2_ED25519_PUBLIC_BYTES])
{
    uint8_t secret[SSH2_ED25519_SECRET_BYTES];

    crypto_sign_seed_keypair(out, secret, seed);
    ssh2_wipe(secret, sizeof(secret));
}

/* A key around public_half, which it takes over; NULL, with public_half freed, when there is no
 * memory. */
static struct ssh2_private_key *key_new(struct ssh2_public_key *public_half)
{
    const struct ssh2_memory *memory = public_half->memory;
    struct ssh2_private_key *key = ssh2_calloc(memory, 1, sizeof(*key));

    if (key == NULL) {
        ssh2_public_key_free(public_half);
        return NULL;
    }
    key->memory = memory;
    key->public_half = public_half;
    return key;
}

enum ssh2_crypto_status ssh2_private_key_ed25519(const struct ssh2_memory *memory,
                                                 struct ssh2_bytes seed,
                                                 struct ssh2_bytes public_bytes,
                                                 struct ssh2_private_key **out)
{
    uint8_t expected[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_public_key *public_half = NULL;

    *out = NULL;
    if (seed.len != SSH2_ED25519_SEED_BYTES || public_bytes.len != sizeof(expected))
        return SSH2_CRYPTO_BAD_VALUE;
    ssh2_ed25519_public(seed.data, expected);
    if (memcmp(expected, public_bytes.data, sizeof(expected)) != 0)
        return SSH2_CRYPTO_BAD_VALUE;

    enum ssh2_crypto_status status = ssh2_public_key_ed25519(memory, public_bytes, &public_half);

    if (status != SSH2_CRYPTO_OK)
        return status;

    struct ssh2_private_key *key = key_new(public_half);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    memcpy(key->ed25519, seed.data, seed.len);
    memcpy(key->ed25519 + seed.len, public_bytes.data, public_bytes.len);
    *out = key;
    return SSH2_CRYPTO_OK;
}

/* Hands a key with this private half to *out, or frees everything. evp == NULL: it was refused. */
static enum ssh2_crypto_status finish(struct ssh2_public_key *public_half, EVP_PKEY *evp,
                                      struct ssh2_private_key **out)
{
    if (evp == NULL) {
        ssh2_public_key_free(public_half);
        return SSH2_CRYPTO_BAD_VALUE;
    }

    struct ssh2_private_key *key = key_new(public_half);

    if (key == NULL) {
        EVP_PKEY_free(evp);
        return SSH2_CRYPTO_NO_MEMORY;
    }
    key->evp = evp;
    *out = key;
    return SSH2_CRYPTO_OK;
}

enum ssh2_crypto_status ssh2_private_key_ecdsa(const struct ssh2_memory *memory,
                                               enum ssh2_key_kind kind, struct ssh2_bytes point,
                                               struct ssh2_bytes scalar,
                                               struct ssh2_private_key **out)
{
    struct ssh2_public_key *public_half = NULL;

    *out = NULL;
    scalar = ssh2_strip_zeros(scalar);
    if (scalar.len == 0 || scalar.len > ssh2_ecdsa_number_len(kind))
        return ssh2_key_curve(kind) == NULL ? SSH2_CRYPTO_UNSUPPORTED : SSH2_CRYPTO_BAD_VALUE;

    enum ssh2_crypto_status status = ssh2_public_key_ecdsa(memory, kind, point, &public_half);

    if (status != SSH2_CRYPTO_OK)
        return status;

    ERR_set_mark();
    EVP_PKEY *evp = ssh2_curve_key_new(ssh2_key_curve(kind), point, scalar);

    if (evp != NULL && !ssh2_evp_halves_agree(evp)) {
        EVP_PKEY_free(evp);
        evp = NULL;
    }
    ERR_pop_to_mark();
    return finish(public_half, evp, out);
}

enum ssh2_crypto_status ssh2_private_key_rsa(const struct ssh2_memory *memory,
                                             const struct ssh2_rsa_parts *parts, unsigned min_bits,
                                             struct ssh2_private_key **out)
{
    struct ssh2_public_key *public_half = NULL;

    *out = NULL;

    enum ssh2_crypto_status status =
        ssh2_public_key_rsa(memory, parts->n, parts->e, min_bits, &public_half);

    if (status != SSH2_CRYPTO_OK)
        return status;

    ERR_set_mark();
    EVP_PKEY *evp = ssh2_rsa_private_new(parts);
    ERR_pop_to_mark();
    return finish(public_half, evp, out);
}

enum ssh2_crypto_status ssh2_private_key_dsa(const struct ssh2_memory *memory,
                                             const struct ssh2_dsa_numbers *numbers,
                                             struct ssh2_bytes x, struct ssh2_private_key **out)
{
    struct ssh2_public_key *public_half = NULL;

    *out = NULL;

    enum ssh2_crypto_status status = ssh2_public_key_dsa(memory, numbers, &public_half);

    if (status != SSH2_CRYPTO_OK)
        return status;

    ERR_set_mark();
    EVP_PKEY *evp = ssh2_dsa_private_new(public_half, x);
    ERR_pop_to_mark();
    return finish(public_half, evp, out);
}

void ssh2_private_key_free(struct ssh2_private_key *key)
{
    if (key == NULL)
        return;
    EVP_PKEY_free(key->evp); /* OpenSSL wipes its numbers */
    ssh2_public_key_free(key->public_half);
    ssh2_free_secret(key->memory, key, sizeof(*key));
}

const struct ssh2_public_key *ssh2_private_key_public(const struct ssh2_private_key *key)
{
    return key->public_half;
}
