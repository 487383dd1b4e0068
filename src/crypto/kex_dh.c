/* Diffie-Hellman in groups of numbers modulo a prime (RFC 4253, section 8; RFC 4419; RFC 8268). */
#include "src/crypto/kex_method.h"

#include <openssl/bn.h>
#include <stdbool.h>

#include "src/crypto/evp_params.h"

static bool is_dh(enum ssh2_kex_kind kind)
{
    return kind >= SSH2_KEX_DH_GROUP1 && kind <= SSH2_KEX_DH_GROUP18;
}

/* NULL for a kind that is no group, or when there is no memory. The caller frees. */
static BIGNUM *builtin_prime(enum ssh2_kex_kind kind)
{
    static BIGNUM *(*const primes[])(BIGNUM *) = {
        BN_get_rfc2409_prime_1024, BN_get_rfc3526_prime_2048, BN_get_rfc3526_prime_3072,
        BN_get_rfc3526_prime_4096, BN_get_rfc3526_prime_6144, BN_get_rfc3526_prime_8192,
    };

    return is_dh(kind) ? primes[kind - SSH2_KEX_DH_GROUP1](NULL) : NULL;
}

size_t ssh2_kex_dh_prime(enum ssh2_kex_kind kind, uint8_t *out)
{
    BIGNUM *p = builtin_prime(kind);
    int len = p == NULL ? 0 : BN_bn2bin(p, out);

    BN_free(p);
    return (size_t)len;
}

/* Strengths by NIST SP 800-57, part 1, and SP 800-56A, appendix D: 112 bits for 2048, 128 for 3072,
 * 152 for 4096, 176 for 6144, 200 for 8192. An exponent of twice that costs an attacker who works
 * on the exponent no less (RFC 4419, section 6.2); a longer one would only cost us: 12.8 ms against
 * 1.7 ms in a group of 4096 bits. 256 is our least, for the sake of older groups. */
unsigned ssh2_kex_dh_exponent_bits(unsigned prime_bits)
{
    if (prime_bits <= 3072)
        return 256;
    if (prime_bits <= 4096)
        return 320;
    return prime_bits <= 6144 ? 384 : 448;
}

enum ssh2_crypto_status ssh2_kex_dh_set_builtin(struct ssh2_kex_key *key)
{
    key->state.dh.p = builtin_prime(key->kind);
    key->state.dh.g = BN_new();
    if (key->state.dh.p == NULL || key->state.dh.g == NULL || BN_set_word(key->state.dh.g, 2) != 1)
        return SSH2_CRYPTO_NO_MEMORY;
    return SSH2_CRYPTO_OK;
}

/* 1 < value < p - 1, that is: neither value nor p - value is below 2. */
static bool is_in_range(const BIGNUM *value, const BIGNUM *p, BIGNUM *scratch)
{
    return BN_cmp(value, BN_value_one()) > 0 && BN_sub(scratch, p, value) == 1 &&
           BN_cmp(scratch, BN_value_one()) > 0;
}

enum ssh2_crypto_status ssh2_kex_dh_set_group(struct ssh2_kex_key *key, struct ssh2_bytes p,
                                              struct ssh2_bytes g, unsigned min_bits)
{
    /* The bound comes before any arithmetic (threat K15: 16 KiB of p). */
    if (p.len == 0 || p.len > SSH2_KEX_VALUE_MAX_BYTES || g.len == 0 || g.len > p.len)
        return SSH2_CRYPTO_BAD_VALUE;

    key->state.dh.p = BN_bin2bn(p.data, (int)p.len, NULL);
    key->state.dh.g = BN_bin2bn(g.data, (int)g.len, NULL);

    BIGNUM *scratch = BN_new();
    enum ssh2_crypto_status status = SSH2_CRYPTO_OK;

    if (key->state.dh.p == NULL || key->state.dh.g == NULL || scratch == NULL)
        status = SSH2_CRYPTO_NO_MEMORY;
    else if ((unsigned)BN_num_bits(key->state.dh.p) < min_bits || !BN_is_odd(key->state.dh.p) ||
             !is_in_range(key->state.dh.g, key->state.dh.p, scratch))
        status = SSH2_CRYPTO_BAD_VALUE;
    BN_free(scratch);
    return status;
}

/* result = base ^ x modulo p in constant time; it is in range like a peer's value must be, which
 * only a group that is none can prevent. */
static enum ssh2_crypto_status power(const struct ssh2_kex_key *key, const BIGNUM *base,
                                     uint8_t *out, size_t len)
{
    BN_CTX *context = BN_CTX_new();
    BIGNUM *result = BN_new();
    BIGNUM *scratch = BN_new();
    enum ssh2_crypto_status status = SSH2_CRYPTO_OK;

    if (context == NULL || result == NULL || scratch == NULL)
        status = SSH2_CRYPTO_NO_MEMORY;
    else if (BN_mod_exp_mont_consttime(result, base, key->state.dh.x, key->state.dh.p, context,
                                       NULL) != 1)
        status = SSH2_CRYPTO_FAILED;
    else if (!is_in_range(result, key->state.dh.p, scratch))
        status = SSH2_CRYPTO_BAD_VALUE;
    else if (BN_bn2binpad(result, out, (int)len) != (int)len)
        status = SSH2_CRYPTO_FAILED;

    BN_clear_free(scratch);
    BN_clear_free(result);
    BN_CTX_free(context);
    return status;
}

static enum ssh2_crypto_status generate(struct ssh2_kex_key *key)
{
    unsigned bits = ssh2_kex_dh_exponent_bits((unsigned)BN_num_bits(key->state.dh.p));

    key->state.dh.x = ssh2_evp_secret_number(ssh2_bytes(NULL, 0));
    if (key->state.dh.x == NULL)
        return SSH2_CRYPTO_NO_MEMORY;
    if (BN_priv_rand(key->state.dh.x, (int)bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) != 1)
        return SSH2_CRYPTO_FAILED;

    key->public_len = (size_t)BN_num_bytes(key->state.dh.p);
    return power(key, key->state.dh.g, key->public_bytes, key->public_len);
}

static enum ssh2_crypto_status agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                     struct ssh2_kex_secret *out)
{
    if (peer_public.len == 0 || peer_public.len > key->public_len)
        return SSH2_CRYPTO_BAD_VALUE;

    BIGNUM *peer = BN_bin2bn(peer_public.data, (int)peer_public.len, NULL);
    BIGNUM *scratch = BN_new();
    enum ssh2_crypto_status status;

    if (peer == NULL || scratch == NULL)
        status = SSH2_CRYPTO_NO_MEMORY;
    else if (!is_in_range(peer, key->state.dh.p, scratch)) /* RFC 4253, section 8 */
        status = SSH2_CRYPTO_BAD_VALUE;
    else
        status = power(key, peer, out->bytes, key->public_len);

    out->len = key->public_len;
    BN_free(peer);
    BN_free(scratch);
    return status;
}

static void release(struct ssh2_kex_key *key)
{
    BN_free(key->state.dh.p);
    BN_free(key->state.dh.g);
    BN_clear_free(key->state.dh.x);
}

const struct ssh2_kex_method ssh2_kex_dh = {
    .generate = generate,
    .agree = agree,
    .release = release,
};
