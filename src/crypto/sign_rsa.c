#include "src/crypto/sign_rsa.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>

#include "src/crypto/evp_params.h"
#include "src/crypto/sign_key.h"

struct rsa_numbers {
    BIGNUM *n, *e, *d, *p, *q, *iqmp;
    BIGNUM *d_mod_p1, *d_mod_q1; /* d modulo p - 1 and q - 1 */
    BIGNUM *p1, *q1;             /* p - 1 and q - 1 */
    BIGNUM *product;             /* scratch */
    BN_CTX *context;
};

/* Numbers longer than any n are refused before they are looked at. */
static BIGNUM *read_number(struct ssh2_bytes magnitude)
{
    magnitude = ssh2_strip_zeros(magnitude);
    if (magnitude.len == 0 || magnitude.len > SSH2_RSA_MAX_BITS / 8)
        return NULL;
    return ssh2_evp_secret_number(magnitude);
}

static bool read_numbers(struct rsa_numbers *k, const struct ssh2_rsa_parts *parts)
{
    struct ssh2_bytes zero = { NULL, 0 };

    k->n = read_number(parts->n);
    k->e = read_number(parts->e);
    k->d = read_number(parts->d);
    k->p = read_number(parts->p);
    k->q = read_number(parts->q);
    k->iqmp = read_number(parts->iqmp);
    k->d_mod_p1 = ssh2_evp_secret_number(zero);
    k->d_mod_q1 = ssh2_evp_secret_number(zero);
    k->p1 = ssh2_evp_secret_number(zero);
    k->q1 = ssh2_evp_secret_number(zero);
    k->product = ssh2_evp_secret_number(zero);
    k->context = BN_CTX_secure_new();
    return k->n != NULL && k->e != NULL && k->d != NULL && k->p != NULL && k->q != NULL &&
           k->iqmp != NULL && k->d_mod_p1 != NULL && k->d_mod_q1 != NULL && k->p1 != NULL &&
           k->q1 != NULL && k->product != NULL && k->context != NULL;
}

static void free_numbers(struct rsa_numbers *k)
{
    BIGNUM *all[] = { k->n,        k->e,        k->d,  k->p,  k->q,      k->iqmp,
                      k->d_mod_p1, k->d_mod_q1, k->p1, k->q1, k->product };

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        BN_clear_free(all[i]);
    BN_CTX_free(k->context);
}

/* Both factors are odd and more than 1, and their product is n. */
static bool factors_agree(struct rsa_numbers *k)
{
    return BN_is_odd(k->p) && BN_is_odd(k->q) && !BN_is_one(k->p) && !BN_is_one(k->q) &&
           BN_mul(k->product, k->p, k->q, k->context) == 1 && BN_cmp(k->product, k->n) == 0;
}

/* a * b = 1 modulo m */
static bool undo_each_other(struct rsa_numbers *k, const BIGNUM *a, const BIGNUM *b,
                            const BIGNUM *m)
{
    return BN_mod_mul(k->product, a, b, m, k->context) == 1 && BN_is_one(k->product);
}

static bool exponents_agree(struct rsa_numbers *k)
{
    return BN_cmp(k->d, k->n) < 0 && BN_cmp(k->iqmp, k->p) < 0 &&
           BN_sub(k->p1, k->p, BN_value_one()) == 1 && BN_sub(k->q1, k->q, BN_value_one()) == 1 &&
           BN_mod(k->d_mod_p1, k->d, k->p1, k->context) == 1 &&
           BN_mod(k->d_mod_q1, k->d, k->q1, k->context) == 1 &&
           undo_each_other(k, k->e, k->d_mod_p1, k->p1) &&
           undo_each_other(k, k->e, k->d_mod_q1, k->q1) && undo_each_other(k, k->iqmp, k->q, k->p);
}

static EVP_PKEY *build(const struct rsa_numbers *k)
{
    const struct {
        const char *name;
        const BIGNUM *number;
    } params[] = {
        { OSSL_PKEY_PARAM_RSA_N, k->n },
        { OSSL_PKEY_PARAM_RSA_E, k->e },
        { OSSL_PKEY_PARAM_RSA_D, k->d },
        { OSSL_PKEY_PARAM_RSA_FACTOR1, k->p },
        { OSSL_PKEY_PARAM_RSA_FACTOR2, k->q },
        { OSSL_PKEY_PARAM_RSA_EXPONENT1, k->d_mod_p1 },
        { OSSL_PKEY_PARAM_RSA_EXPONENT2, k->d_mod_q1 },
        { OSSL_PKEY_PARAM_RSA_COEFFICIENT1, k->iqmp },
    };
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    bool ok = builder != NULL;

    for (size_t i = 0; ok && i < sizeof(params) / sizeof(params[0]); i++)
        ok = OSSL_PARAM_BLD_push_BN(builder, params[i].name, params[i].number) == 1;

    EVP_PKEY *key = ok ? ssh2_evp_key_from("RSA", builder, EVP_PKEY_KEYPAIR) : NULL;

    OSSL_PARAM_BLD_free(builder);
    return key;
}

EVP_PKEY *ssh2_rsa_private_new(const struct ssh2_rsa_parts *parts)
{
    struct rsa_numbers numbers = { 0 };
    EVP_PKEY *key = NULL;

    if (read_numbers(&numbers, parts) && factors_agree(&numbers) && exponents_agree(&numbers))
        key = build(&numbers);
    free_numbers(&numbers);
    return key;
}
