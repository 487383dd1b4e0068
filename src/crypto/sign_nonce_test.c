/* Threat A11: the nonces of our ECDSA signatures come from the whole range. Who knows the key can work a
 * nonce out: k = (hash + r * d) / s. A nonce of 512 bits would never have the top nine of P-521. */
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "src/crypto/hash.h"
#include "src/crypto/sign.h"
#include "src/crypto/testing.h"

#define SIGNATURES_COUNT 1000u
#define TOP_BITS_COUNT 9u
#define SCALAR_BYTES 66u

static const uint8_t scalar[SCALAR_BYTES] = { 0, 0x5a, 0x17, 0xe3, 1, 2, 3 };

static struct ssh2_private_key *make_key(BN_CTX *context, const BIGNUM *d)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp521r1);
    EC_POINT *point = EC_POINT_new(group);
    uint8_t bytes[SSH2_EC_POINT_MAX_BYTES];
    struct ssh2_private_key *key = NULL;

    assert_int_equal(EC_POINT_mul(group, point, d, NULL, NULL, context), 1);
    assert_int_equal(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, bytes,
                                        sizeof(bytes), context),
                     sizeof(bytes));
    assert_int_equal(ssh2_private_key_ecdsa(&ssh2_memory_default, SSH2_KEY_ECDSA_P521,
                                            ssh2_bytes(bytes, sizeof(bytes)),
                                            ssh2_bytes(scalar, sizeof(scalar)), &key),
                     SSH2_CRYPTO_OK);
    EC_POINT_free(point);
    EC_GROUP_free(group);
    return key;
}

/* k = (hash + r * d) / s modulo n. P-521 takes all of SHA-512's 64 bytes. */
static void find_nonce(BIGNUM *k, const struct ssh2_signature *signature, struct ssh2_bytes message,
                       const BIGNUM *d, const BIGNUM *n, BN_CTX *context)
{
    struct ssh2_signature_parts parts = ssh2_signature_parts(signature);
    uint8_t digest[SSH2_HASH_MAX_BYTES];
    BIGNUM *r = BN_bin2bn(parts.first.data, (int)parts.first.len, NULL);
    BIGNUM *s = BN_bin2bn(parts.second.data, (int)parts.second.len, NULL);
    BIGNUM *hash;

    assert_true(ssh2_hash_once(SSH2_HASH_SHA512, message, digest));
    hash = BN_bin2bn(digest, sizeof(digest), NULL);
    assert_int_equal(BN_mod_mul(k, r, d, n, context), 1);
    assert_int_equal(BN_mod_add(k, k, hash, n, context), 1);
    assert_non_null(BN_mod_inverse(s, s, n, context));
    assert_int_equal(BN_mod_mul(k, k, s, n, context), 1);
    BN_free(r);
    BN_free(s);
    BN_free(hash);
}

static void nonces_come_from_the_whole_range(void **state)
{
    BN_CTX *context = BN_CTX_new();
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp521r1);
    const BIGNUM *n = EC_GROUP_get0_order(group);
    BIGNUM *d = BN_bin2bn(scalar, sizeof(scalar), NULL), *k = BN_new();
    struct ssh2_private_key *key = make_key(context, d);
    unsigned set[TOP_BITS_COUNT] = { 0 };

    (void)state;
    for (uint32_t i = 0; i < SIGNATURES_COUNT; i++) {
        struct ssh2_bytes message = ssh2_bytes((const uint8_t *)&i, sizeof(i));
        struct ssh2_signature signature;

        assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA512, message, &signature), SSH2_CRYPTO_OK);
        find_nonce(k, &signature, message, d, n, context);
        for (unsigned bit = 0; bit < TOP_BITS_COUNT; bit++)
            set[bit] += BN_is_bit_set(k, 520 - (int)bit) ? 1u : 0u;
    }
    /* Each is a fair coin, but for 2^-260; 150 is more than nine standard deviations of 15.8. */
    for (unsigned bit = 0; bit < TOP_BITS_COUNT; bit++)
        assert_in_range(set[bit], SIGNATURES_COUNT / 2 - 150, SIGNATURES_COUNT / 2 + 150);
    ssh2_private_key_free(key);
    BN_free(d);
    BN_free(k);
    EC_GROUP_free(group);
    BN_CTX_free(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonces_come_from_the_whole_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
