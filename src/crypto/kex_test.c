#include "src/crypto/kex.h"

#include <openssl/bn.h>

#include "src/crypto/kex_method.h"
#include "src/crypto/testing.h"

static const struct {
    enum ssh2_kex_kind kind;
    size_t public_len, secret_len;
} kinds[] = {
    { SSH2_KEX_X25519, 32, 32 },       { SSH2_KEX_ECDH_P256, 65, 32 },
    { SSH2_KEX_ECDH_P384, 97, 48 },    { SSH2_KEX_ECDH_P521, 133, 66 },
    { SSH2_KEX_DH_GROUP1, 128, 128 },  { SSH2_KEX_DH_GROUP14, 256, 256 },
    { SSH2_KEX_DH_GROUP15, 384, 384 }, { SSH2_KEX_DH_GROUP16, 512, 512 },
    { SSH2_KEX_DH_GROUP17, 768, 768 }, { SSH2_KEX_DH_GROUP18, 1024, 1024 },
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static struct ssh2_kex_key *generate(enum ssh2_kex_kind kind)
{
    struct ssh2_kex_key *key = NULL;

    assert_int_equal(ssh2_kex_generate(&ssh2_memory_default, kind, SSH2_KEX_INITIATOR, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

static void assert_refused(struct ssh2_kex_key *key, struct ssh2_bytes peer_public)
{
    static const struct ssh2_kex_secret zero;
    struct ssh2_kex_secret secret;

    memset(&secret, 0xee, sizeof(secret));
    assert_int_equal(ssh2_kex_agree(key, peer_public, &secret), SSH2_CRYPTO_BAD_VALUE);
    assert_memory_equal(&secret, &zero, sizeof(zero));
}

static void both_sides_agree_with_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct ssh2_kex_key *a = generate(kinds[i].kind), *b = generate(kinds[i].kind);
        struct ssh2_kex_secret from_a, from_b;

        assert_int_equal(ssh2_kex_public(a).len, kinds[i].public_len);
        assert_int_equal(ssh2_kex_agree(a, ssh2_kex_public(b), &from_a), SSH2_CRYPTO_OK);
        assert_int_equal(ssh2_kex_agree(b, ssh2_kex_public(a), &from_b), SSH2_CRYPTO_OK);
        assert_int_equal(from_a.len, kinds[i].secret_len);
        assert_int_equal(from_b.len, kinds[i].secret_len);
        assert_memory_equal(from_a.bytes, from_b.bytes, from_a.len);
        assert_false(ssh2_bytes_equal(ssh2_kex_public(a), ssh2_kex_public(b)));
        ssh2_kex_free(a);
        ssh2_kex_free(b);
    }
}

/* RFC 7748, section 5.2, first vector. */
static void x25519_meets_the_published_value(void **state)
{
    struct unhexed scalar =
        unhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
    struct unhexed peer = unhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
    struct ssh2_kex_key *key = generate(SSH2_KEX_X25519);
    struct ssh2_kex_secret secret;

    (void)state;
    memcpy(key->state.x25519_scalar, scalar.bytes, scalar.len);
    assert_int_equal(ssh2_kex_agree(key, view(&peer), &secret), SSH2_CRYPTO_OK);
    assert_is_hex(secret.bytes, secret.len,
                  "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    ssh2_kex_free(key);
}

/* The points of order 1, 2, 4 and 8 of the curve and of its twist, and what is the same as one of
 * them modulo the prime. RFC 8731, section 3; threat K20. */
static void x25519_refuses_every_point_of_low_order(void **state)
{
    static const char *const points[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    };
    struct ssh2_kex_key *key = generate(SSH2_KEX_X25519);

    (void)state;
    for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
        struct unhexed point = unhex(points[i]);

        assert_refused(key, view(&point));
        point.bytes[31] |= 0x80; /* a bit that RFC 7748 says to ignore */
        assert_refused(key, view(&point));
    }
    ssh2_kex_free(key);
}

/* Threat K21. */
static void a_public_value_of_another_length_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        struct ssh2_kex_key *key = generate(kinds[i].kind), *peer = generate(kinds[i].kind);
        uint8_t longer[SSH2_KEX_VALUE_MAX_BYTES + 1] = { 0 };
        struct ssh2_bytes value = ssh2_kex_public(peer);

        memcpy(longer, value.data, value.len);
        assert_refused(key, ssh2_bytes(longer, value.len + 1));
        assert_refused(key, ssh2_bytes(NULL, 0));
        if (kinds[i].kind < SSH2_KEX_DH_GROUP1) { /* a DH number may be short */
            assert_refused(key, ssh2_bytes(longer, value.len - 1));
            assert_refused(key, ssh2_bytes(longer, 1));
        }
        ssh2_kex_free(key);
        ssh2_kex_free(peer);
    }
}

/* Threat K19: off the curve, at infinity, compressed or hybrid, with coordinates not below p. */
static void ecdh_refuses_what_is_no_point_of_its_curve(void **state)
{
    (void)state;
    for (size_t i = 1; i <= 3; i++) {
        struct ssh2_kex_key *key = generate(kinds[i].kind), *peer = generate(kinds[i].kind);
        struct ssh2_bytes value = ssh2_kex_public(peer);
        uint8_t point[SSH2_KEX_VALUE_MAX_BYTES];

        memcpy(point, value.data, value.len);
        for (unsigned bit = 0; bit < 8; bit++) {
            point[value.len - 1] ^= (uint8_t)(1u << bit);
            assert_refused(key, ssh2_bytes(point, value.len));
            point[value.len - 1] ^= (uint8_t)(1u << bit);
        }
        for (unsigned form = 0; form < 256; form++) {
            point[0] = (uint8_t)form;
            if (form != 4)
                assert_refused(key, ssh2_bytes(point, value.len));
        }
        assert_refused(key, ssh2_bytes(point, 1 + value.len / 2));
        memset(point + 1, 0, value.len - 1);
        point[0] = 4;
        assert_refused(key, ssh2_bytes(point, value.len));
        memset(point + 1, 0xff, value.len - 1);
        assert_refused(key, ssh2_bytes(point, value.len));
        ssh2_kex_free(key);
        ssh2_kex_free(peer);
    }
}

/* prime + delta, as len bytes. */
static void prime_plus(enum ssh2_kex_kind kind, long delta, uint8_t *out, size_t len)
{
    uint8_t prime[SSH2_KEX_VALUE_MAX_BYTES];
    BIGNUM *number = BN_bin2bn(prime, (int)ssh2_kex_dh_prime(kind, prime), NULL);

    assert_non_null(number);
    assert_int_equal(delta < 0 ? BN_sub_word(number, (BN_ULONG)-delta)
                               : BN_add_word(number, (BN_ULONG)delta),
                     1);
    assert_int_equal(BN_bn2binpad(number, out, (int)len), len);
    BN_free(number);
}

/* RFC 4253, section 8; threat K14. */
static void dh_refuses_0_1_and_everything_from_p_minus_1(void **state)
{
    (void)state;
    for (size_t i = 4; i < KIND_COUNT; i++) {
        struct ssh2_kex_key *key = generate(kinds[i].kind);
        size_t len = kinds[i].public_len;
        uint8_t value[SSH2_KEX_VALUE_MAX_BYTES] = { 0 };
        struct ssh2_kex_secret secret;

        assert_refused(key, ssh2_bytes(value, len));
        value[len - 1] = 1;
        assert_refused(key, ssh2_bytes(value, len));
        for (long delta = -1; delta <= 1; delta++) {
            prime_plus(kinds[i].kind, delta, value, len);
            assert_refused(key, ssh2_bytes(value, len));
        }
        memset(value, 0xff, len);
        assert_refused(key, ssh2_bytes(value, len));

        prime_plus(kinds[i].kind, -2, value, len);
        assert_int_equal(ssh2_kex_agree(key, ssh2_bytes(value, len), &secret), SSH2_CRYPTO_OK);
        value[0] = 2;
        assert_int_equal(ssh2_kex_agree(key, ssh2_bytes(value, 1), &secret), SSH2_CRYPTO_OK);
        assert_memory_equal(secret.bytes, ssh2_kex_public(key).data, len); /* 2 is g */
        ssh2_kex_free(key);
    }
}

/* Threat K13: bits, not bytes, and never fewer. */
static void dh_exponents_have_exactly_the_length_they_should(void **state)
{
    static const struct {
        unsigned prime_bits, strength;
    } groups[] = { { 1024, 80 },  { 2048, 112 }, { 3072, 128 },
                   { 4096, 152 }, { 6144, 176 }, { 8192, 200 } };

    (void)state;
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        unsigned bits = ssh2_kex_dh_exponent_bits(groups[i].prime_bits);

        assert_true(bits >= 256 && bits >= 2 * groups[i].strength);
        for (int repeat = 0; repeat < 3; repeat++) {
            struct ssh2_kex_key *key = generate(kinds[4 + i].kind);

            assert_int_equal(BN_num_bits(key->state.dh.x), bits);
            ssh2_kex_free(key);
        }
    }
}

static void a_group_of_the_peers_works_like_the_same_group_built_in(void **state)
{
    uint8_t prime[SSH2_KEX_VALUE_MAX_BYTES], g = 2;
    size_t len = ssh2_kex_dh_prime(SSH2_KEX_DH_GROUP14, prime);
    struct ssh2_kex_key *given = NULL, *builtin = generate(SSH2_KEX_DH_GROUP14);
    struct ssh2_kex_secret a, b;

    (void)state;
    assert_int_equal(ssh2_kex_generate_dh(&ssh2_memory_default, ssh2_bytes(prime, len),
                                          ssh2_bytes(&g, 1), 2048, &given),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_kex_agree(given, ssh2_kex_public(builtin), &a), SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_kex_agree(builtin, ssh2_kex_public(given), &b), SSH2_CRYPTO_OK);
    assert_memory_equal(a.bytes, b.bytes, len);
    ssh2_kex_free(given);
    ssh2_kex_free(builtin);
}

static void assert_too_small(const uint8_t *p, size_t p_len, const uint8_t *g, size_t g_len,
                             unsigned min_bits)
{
    struct ssh2_kex_key *key = NULL;

    assert_int_equal(ssh2_kex_generate_dh(&ssh2_memory_default, ssh2_bytes(p, p_len),
                                          ssh2_bytes(g, g_len), min_bits, &key),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_null(key);
}

static void assert_group_is_refused(const uint8_t *p, size_t p_len, const uint8_t *g, size_t g_len)
{
    assert_too_small(p, p_len, g, g_len, SSH2_KEX_DH_MIN_BITS);
}

/* Threats K15 and K17. */
static void a_group_out_of_range_is_refused(void **state)
{
    static uint8_t huge[16384];
    uint8_t p[SSH2_KEX_VALUE_MAX_BYTES], g[SSH2_KEX_VALUE_MAX_BYTES] = { 2 };
    size_t len = ssh2_kex_dh_prime(SSH2_KEX_DH_GROUP1, p);

    (void)state;
    memset(huge, 0xff, sizeof(huge));
    assert_group_is_refused(huge, sizeof(huge), g, 1);
    assert_group_is_refused(huge, SSH2_KEX_VALUE_MAX_BYTES + 1, g, 1);
    assert_group_is_refused(NULL, 0, g, 1);
    assert_group_is_refused(p, len, NULL, 0);
    assert_group_is_refused(p, 64, g, 1);
    assert_too_small(p, len, g, 1, SSH2_KEX_DH_MIN_BITS + 1);
    p[0] = 0x7f; /* 1023 bits */
    assert_group_is_refused(p, len, g, 1);
    p[0] = 0xff;
    p[len - 1] ^= 1; /* even */
    assert_group_is_refused(p, len, g, 1);
    p[len - 1] ^= 1;
    for (g[0] = 0; g[0] < 2; g[0]++)
        assert_group_is_refused(p, len, g, 1);
    for (long delta = -1; delta <= 1; delta++) {
        prime_plus(SSH2_KEX_DH_GROUP1, delta, g, len);
        assert_group_is_refused(p, len, g, len);
    }
    assert_group_is_refused(p, len, g, len + 1);
}

static void no_key_comes_of_no_kind_or_no_memory(void **state)
{
    struct stingy s = { 0, 0 };
    void *holder = &s;
    struct ssh2_memory poor = stingy_memory(&holder);
    struct ssh2_kex_key *key = NULL;
    uint8_t out[SSH2_KEX_VALUE_MAX_BYTES];

    (void)state;
    assert_int_equal(
        ssh2_kex_generate(&ssh2_memory_default, (enum ssh2_kex_kind)99, SSH2_KEX_INITIATOR, &key),
        SSH2_CRYPTO_UNSUPPORTED);
    assert_false(ssh2_kex_is_available((enum ssh2_kex_kind)99));
    for (size_t i = 0; i < KIND_COUNT; i++) {
        assert_true(ssh2_kex_is_available(kinds[i].kind));
        assert_int_equal(ssh2_kex_generate(&poor, kinds[i].kind, SSH2_KEX_INITIATOR, &key),
                         SSH2_CRYPTO_NO_MEMORY);
    }
    assert_null(key);
    assert_int_equal(ssh2_kex_dh_prime(SSH2_KEX_ECDH_P256, out), 0);
    assert_int_equal(ssh2_kex_dh_prime((enum ssh2_kex_kind)99, out), 0);
    ssh2_kex_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_agree_with_every_kind),
        cmocka_unit_test(x25519_meets_the_published_value),
        cmocka_unit_test(x25519_refuses_every_point_of_low_order),
        cmocka_unit_test(a_public_value_of_another_length_is_refused),
        cmocka_unit_test(ecdh_refuses_what_is_no_point_of_its_curve),
        cmocka_unit_test(dh_refuses_0_1_and_everything_from_p_minus_1),
        cmocka_unit_test(dh_exponents_have_exactly_the_length_they_should),
        cmocka_unit_test(a_group_of_the_peers_works_like_the_same_group_built_in),
        cmocka_unit_test(a_group_out_of_range_is_refused),
        cmocka_unit_test(no_key_comes_of_no_kind_or_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
