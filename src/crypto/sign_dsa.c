/* DSA, for servers that have nothing else: RFC 4253, section 6.6. Keys of 1024 bits and SHA-1, so
 * on request only. */
#include "src/crypto/sign_dsa.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <string.h>

#include "src/crypto/evp_params.h"
#include "src/crypto/sign_key.h"

/* Both without zeros in front. */
static bool is_less(struct ssh2_bytes a, struct ssh2_bytes b)
{
    return a.len != b.len ? a.len < b.len : memcmp(a.data, b.data, a.len) < 0;
}

static bool is_above_1(struct ssh2_bytes a)
{
    return a.len > 1 || (a.len == 1 && a.data[0] > 1);
}

static bool is_odd(struct ssh2_bytes a)
{
    return a.len > 0 && (a.data[a.len - 1] & 1) != 0;
}

/* On the bytes, before any arithmetic, as with RSA (threat H11). */
static bool are_in_range(const struct ssh2_dsa_numbers *n)
{
    size_t p_bits = n->p.len > SSH2_DSA_MAX_BITS / 8 ? 0 : ssh2_bit_len(n->p);

    return p_bits >= SSH2_DSA_MIN_BITS && p_bits <= SSH2_DSA_MAX_BITS && is_odd(n->p) &&
           ssh2_bit_len(n->q) == 8 * SSH2_DSA_NUMBER_BYTES && is_odd(n->q) && is_above_1(n->g) &&
           is_less(n->g, n->p) && is_above_1(n->y) && is_less(n->y, n->p);
}

static bool push(OSSL_PARAM_BLD *builder, const char *name, BIGNUM *number)
{
    return number != NULL && OSSL_PARAM_BLD_push_BN(builder, name, number) == 1;
}

/* x is NULL for a public key. */
static EVP_PKEY *evp_of(const struct ssh2_dsa_numbers *n, BIGNUM *x)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *p = BN_bin2bn(n->p.data, (int)n->p.len, NULL);
    BIGNUM *q = BN_bin2bn(n->q.data, (int)n->q.len, NULL);
    BIGNUM *g = BN_bin2bn(n->g.data, (int)n->g.len, NULL);
    BIGNUM *y = BN_bin2bn(n->y.data, (int)n->y.len, NULL);
    EVP_PKEY *key = NULL;

    if (builder != NULL && push(builder, OSSL_PKEY_PARAM_FFC_P, p) &&
        push(builder, OSSL_PKEY_PARAM_FFC_Q, q) && push(builder, OSSL_PKEY_PARAM_FFC_G, g) &&
        push(builder, OSSL_PKEY_PARAM_PUB_KEY, y) &&
        (x == NULL || push(builder, OSSL_PKEY_PARAM_PRIV_KEY, x)))
        key = ssh2_evp_key_from("DSA", builder, x == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR);

    OSSL_PARAM_BLD_free(builder);
    BN_free(p);
    BN_free(q);
    BN_free(g);
    BN_free(y);
    return key;
}

/* Copies number to at, which moves on; returns the copy. */
static struct ssh2_bytes keep(uint8_t **at, struct ssh2_bytes number)
{
    struct ssh2_bytes copy = { *at, number.len };

    memcpy(*at, number.data, number.len);
    *at += number.len;
    return copy;
}

static bool set_numbers(struct ssh2_public_key *key, const struct ssh2_dsa_numbers *n)
{
    uint8_t *at = ssh2_alloc(key->memory, n->p.len + n->q.len + n->g.len + n->y.len);

    key->n = at; /* one piece of memory for all four */
    if (at == NULL)
        return false;
    key->dsa.p = keep(&at, n->p);
    key->dsa.q = keep(&at, n->q);
    key->dsa.g = keep(&at, n->g);
    key->dsa.y = keep(&at, n->y);

    ERR_set_mark();
    key->evp = evp_of(n, NULL);
    ERR_pop_to_mark();
    return key->evp != NULL;
}

enum ssh2_crypto_status ssh2_public_key_dsa(const struct ssh2_memory *memory,
                                            const struct ssh2_dsa_numbers *numbers,
                                            struct ssh2_public_key **out)
{
    const struct ssh2_dsa_numbers n = { ssh2_strip_zeros(numbers->p), ssh2_strip_zeros(numbers->q),
                                        ssh2_strip_zeros(numbers->g),
                                        ssh2_strip_zeros(numbers->y) };

    *out = NULL;
    if (!are_in_range(&n))
        return SSH2_CRYPTO_BAD_VALUE;

    struct ssh2_public_key *key = ssh2_public_key_new(memory, SSH2_KEY_DSA);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    if (!set_numbers(key, &n)) {
        ssh2_public_key_free(key);
        return SSH2_CRYPTO_NO_MEMORY; /* all that is left to fail once the numbers are in range */
    }
    *out = key;
    return SSH2_CRYPTO_OK;
}

struct ssh2_dsa_numbers ssh2_public_key_dsa_numbers(const struct ssh2_public_key *key)
{
    return key->dsa;
}

EVP_PKEY *ssh2_dsa_private_new(const struct ssh2_public_key *public_half, struct ssh2_bytes x)
{
    BIGNUM *secret = NULL;
    EVP_PKEY *key = NULL;

    x = ssh2_strip_zeros(x);
    if (x.len == 0 || x.len > SSH2_DSA_NUMBER_BYTES)
        return NULL;
    secret = ssh2_evp_secret_number(x);
    if (secret != NULL)
        key = evp_of(&public_half->dsa, secret);
    if (key != NULL && !ssh2_evp_halves_agree(key)) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    BN_clear_free(secret);
    return key;
}
