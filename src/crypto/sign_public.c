/* Public keys: made from their numbers, and taken apart again. */
#include "src/crypto/sign.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <string.h>

#include "src/crypto/evp_params.h"
#include "src/crypto/sign_key.h"

const struct ssh2_curve *ssh2_key_curve(enum ssh2_key_kind kind)
{
    switch (kind) {
    case SSH2_KEY_ECDSA_P256:
        return &ssh2_curves[SSH2_CURVE_P256];
    case SSH2_KEY_ECDSA_P384:
        return &ssh2_curves[SSH2_CURVE_P384];
    case SSH2_KEY_ECDSA_P521:
        return &ssh2_curves[SSH2_CURVE_P521];
    case SSH2_KEY_ED25519:
    case SSH2_KEY_RSA:
    case SSH2_KEY_DSA:
        break;
    }
    return NULL;
}

size_t ssh2_signature_number_len(enum ssh2_key_kind kind)
{
    return kind == SSH2_KEY_DSA ? SSH2_DSA_NUMBER_BYTES : ssh2_ecdsa_number_len(kind);
}

size_t ssh2_ecdsa_number_len(enum ssh2_key_kind kind)
{
    const struct ssh2_curve *curve = ssh2_key_curve(kind);

    return curve == NULL ? 0 : curve->number_len;
}

struct ssh2_bytes ssh2_strip_zeros(struct ssh2_bytes magnitude)
{
    while (magnitude.len != 0 && magnitude.data[0] == 0) {
        magnitude.data++;
        magnitude.len--;
    }
    return magnitude;
}

struct ssh2_public_key *ssh2_public_key_new(const struct ssh2_memory *memory,
                                            enum ssh2_key_kind kind)
{
    struct ssh2_public_key *key = ssh2_calloc(memory, 1, sizeof(*key));

    if (key != NULL) {
        key->memory = memory;
        key->kind = kind;
    }
    return key;
}

static void set_point(struct ssh2_public_key *key, struct ssh2_bytes point)
{
    memcpy(key->point, point.data, point.len);
    key->point_len = point.len;
}

enum ssh2_crypto_status ssh2_public_key_ed25519(const struct ssh2_memory *memory,
                                                struct ssh2_bytes public_bytes,
                                                struct ssh2_public_key **out)
{
    *out = NULL;
    if (public_bytes.len != SSH2_ED25519_PUBLIC_BYTES)
        return SSH2_CRYPTO_BAD_VALUE;

    struct ssh2_public_key *key = ssh2_public_key_new(memory, SSH2_KEY_ED25519);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    set_point(key, public_bytes);
    *out = key;
    return SSH2_CRYPTO_OK;
}

enum ssh2_crypto_status ssh2_public_key_ecdsa(const struct ssh2_memory *memory,
                                              enum ssh2_key_kind kind, struct ssh2_bytes point,
                                              struct ssh2_public_key **out)
{
    const struct ssh2_curve *curve = ssh2_key_curve(kind);

    *out = NULL;
    if (curve == NULL)
        return SSH2_CRYPTO_UNSUPPORTED;
    if (!ssh2_curve_point_is_formed(curve, point))
        return SSH2_CRYPTO_BAD_VALUE;

    struct ssh2_public_key *key = ssh2_public_key_new(memory, kind);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    set_point(key, point);

    ERR_set_mark();
    key->evp = ssh2_curve_key_new(curve, point, ssh2_bytes(NULL, 0));
    ERR_pop_to_mark();
    if (key->evp == NULL) {
        ssh2_public_key_free(key);
        return SSH2_CRYPTO_BAD_VALUE;
    }
    *out = key;
    return SSH2_CRYPTO_OK;
}

size_t ssh2_bit_len(struct ssh2_bytes stripped)
{
    size_t bits = 8 * stripped.len;

    if (stripped.len == 0)
        return 0;
    for (unsigned mask = 0x80; (stripped.data[0] & mask) == 0; mask >>= 1)
        bits--;
    return bits;
}

/* On the bytes, before any arithmetic: a huge number must cost nothing (threat H11). */
static bool rsa_numbers_are_in_range(struct ssh2_bytes n, struct ssh2_bytes e, unsigned min_bits)
{
    if (n.len == 0 || n.len > SSH2_RSA_MAX_BITS / 8 || e.len == 0 ||
        e.len > SSH2_RSA_EXPONENT_MAX_BYTES)
        return false;

    bool both_odd = (n.data[n.len - 1] & 1) != 0 && (e.data[e.len - 1] & 1) != 0;

    return both_odd && ssh2_bit_len(n) >= min_bits && ssh2_bit_len(n) >= SSH2_RSA_MIN_BITS_FLOOR &&
           ssh2_bit_len(e) >= 2 && ssh2_bit_len(e) <= SSH2_RSA_EXPONENT_MAX_BITS;
}

static EVP_PKEY *rsa_public_new(struct ssh2_bytes n, struct ssh2_bytes e)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *n_number = BN_bin2bn(n.data, (int)n.len, NULL);
    BIGNUM *e_number = BN_bin2bn(e.data, (int)e.len, NULL);
    EVP_PKEY *key = NULL;

    if (builder != NULL && n_number != NULL && e_number != NULL &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n_number) == 1 &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e_number) == 1)
        key = ssh2_evp_key_from("RSA", builder, EVP_PKEY_PUBLIC_KEY);

    OSSL_PARAM_BLD_free(builder);
    BN_free(n_number);
    BN_free(e_number);
    return key;
}

static bool set_rsa_numbers(struct ssh2_public_key *key, struct ssh2_bytes n, struct ssh2_bytes e)
{
    key->n = ssh2_alloc(key->memory, n.len);
    if (key->n == NULL)
        return false;
    memcpy(key->n, n.data, n.len);
    key->n_len = n.len;
    memcpy(key->e, e.data, e.len);
    key->e_len = e.len;

    ERR_set_mark();
    key->evp = rsa_public_new(n, e);
    ERR_pop_to_mark();
    return key->evp != NULL;
}

enum ssh2_crypto_status ssh2_public_key_rsa(const struct ssh2_memory *memory, struct ssh2_bytes n,
                                            struct ssh2_bytes e, unsigned min_bits,
                                            struct ssh2_public_key **out)
{
    n = ssh2_strip_zeros(n);
    e = ssh2_strip_zeros(e);
    *out = NULL;
    if (!rsa_numbers_are_in_range(n, e, min_bits))
        return SSH2_CRYPTO_BAD_VALUE;

    struct ssh2_public_key *key = ssh2_public_key_new(memory, SSH2_KEY_RSA);

    if (key == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    if (!set_rsa_numbers(key, n, e)) {
        ssh2_public_key_free(key);
        return SSH2_CRYPTO_NO_MEMORY; /* all that is left to fail once the numbers are in range */
    }
    *out = key;
    return SSH2_CRYPTO_OK;
}

void ssh2_public_key_free(struct ssh2_public_key *key)
{
    if (key == NULL)
        return;
    EVP_PKEY_free(key->evp);
    ssh2_free(key->memory, key->n);
    ssh2_free(key->memory, key);
}

enum ssh2_key_kind ssh2_public_key_kind(const struct ssh2_public_key *key)
{
    return key->kind;
}

struct ssh2_bytes ssh2_public_key_point(const struct ssh2_public_key *key)
{
    return ssh2_bytes(key->point, key->point_len);
}

struct ssh2_bytes ssh2_public_key_rsa_n(const struct ssh2_public_key *key)
{
    return ssh2_bytes(key->n, key->n_len);
}

struct ssh2_bytes ssh2_public_key_rsa_e(const struct ssh2_public_key *key)
{
    return ssh2_bytes(key->e, key->e_len);
}
