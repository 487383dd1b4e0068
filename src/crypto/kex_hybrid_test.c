/* ML-KEM is OpenSSL 3.5's, ML-KEM-768 libsodium 1.0.22's too: what neither has is not computed with. */
#include "src/crypto/kex.h"

#include "src/crypto/hash.h"
#include "src/crypto/kex_method.h"
#include "src/crypto/mlkem.h"
#include "src/crypto/testing.h"

static const struct {
    enum ssh2_kex_kind kind, curve;
    const struct ssh2_mlkem *kem;
    enum ssh2_hash_kind hash;
    size_t init_len, reply_len; /* RFC 10042, sections 2.3.1 to 2.3.3 */
} kinds[] = {
    { SSH2_KEX_MLKEM768_X25519, SSH2_KEX_X25519, &ssh2_mlkem_768, SSH2_HASH_SHA256, 1216, 1120 },
    { SSH2_KEX_MLKEM768_P256, SSH2_KEX_ECDH_P256, &ssh2_mlkem_768, SSH2_HASH_SHA256, 1249, 1153 },
    { SSH2_KEX_MLKEM1024_P384, SSH2_KEX_ECDH_P384, &ssh2_mlkem_1024, SSH2_HASH_SHA384, 1665, 1665 },
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static void skip_without_mlkem(void)
{
    if (!ssh2_kex_is_available(SSH2_KEX_MLKEM768_X25519)) {
        print_message("neither OpenSSL nor libsodium has ML-KEM here: skipped\n");
        skip();
    }
}

/* The next kind that there is, from i on; KIND_COUNT behind the last. libsodium has no ML-KEM-1024. */
static size_t available(size_t i)
{
    while (i < KIND_COUNT && !ssh2_kex_is_available(kinds[i].kind))
        i++;
    return i;
}

static struct ssh2_kex_key *generate(enum ssh2_kex_kind kind, enum ssh2_kex_side side)
{
    struct ssh2_kex_key *key = NULL;

    assert_int_equal(ssh2_kex_generate(&ssh2_memory_default, kind, side, &key), SSH2_CRYPTO_OK);
    return key;
}

static void what_the_library_lacks_is_no_kind(void **state)
{
    struct ssh2_kex_key *key = NULL;

    (void)state;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        bool is_available = ssh2_kex_is_available(kinds[i].kind);

        assert_int_equal(is_available, ssh2_mlkem_is_available(kinds[i].kem));
        assert_int_equal(
            ssh2_kex_generate(&ssh2_memory_default, kinds[i].kind, SSH2_KEX_INITIATOR, &key),
            is_available ? SSH2_CRYPTO_OK : SSH2_CRYPTO_UNSUPPORTED);
        ssh2_kex_free(key);
    }
}

/* The hash of both halves' secrets, computed apart. RFC 10042, section 2.4. */
static void assert_is_hash_of_halves(size_t i, struct ssh2_kex_key *initiator,
                                     struct ssh2_bytes reply, const struct ssh2_kex_secret *secret)
{
    size_t kem_len = kinds[i].kem->ciphertext_len;
    uint8_t both[SSH2_MLKEM_SECRET_BYTES + 48], hash[SSH2_HASH_MAX_BYTES];
    struct ssh2_kex_secret curve;

    assert_int_equal(ssh2_mlkem_decapsulate(kinds[i].kem, &initiator->state.hybrid.kem,
                                            ssh2_bytes(reply.data, kem_len), both),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_kex_agree(initiator->state.hybrid.curve,
                                    ssh2_bytes(reply.data + kem_len, reply.len - kem_len), &curve),
                     SSH2_CRYPTO_OK);
    memcpy(both + SSH2_MLKEM_SECRET_BYTES, curve.bytes, curve.len);
    assert_true(
        ssh2_hash_once(kinds[i].hash, ssh2_bytes(both, SSH2_MLKEM_SECRET_BYTES + curve.len), hash));
    assert_int_equal(secret->len, ssh2_hash_len(kinds[i].hash));
    assert_memory_equal(secret->bytes, hash, secret->len);
}

static void both_sides_agree_upon_the_hash_of_both_secrets(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1)) {
        struct ssh2_kex_key *a = generate(kinds[i].kind, SSH2_KEX_INITIATOR);
        struct ssh2_kex_key *b = generate(kinds[i].kind, SSH2_KEX_RESPONDER);
        struct ssh2_kex_secret from_a, from_b;

        assert_int_equal(ssh2_kex_public(a).len, kinds[i].init_len);
        assert_int_equal(ssh2_kex_public(b).len, 0);
        assert_int_equal(ssh2_kex_agree(b, ssh2_kex_public(a), &from_b), SSH2_CRYPTO_OK);
        assert_int_equal(ssh2_kex_public(b).len, kinds[i].reply_len);
        assert_int_equal(ssh2_kex_agree(a, ssh2_kex_public(b), &from_a), SSH2_CRYPTO_OK);
        assert_int_equal(from_a.len, from_b.len);
        assert_memory_equal(from_a.bytes, from_b.bytes, from_a.len);
        assert_is_hash_of_halves(i, a, ssh2_kex_public(b), &from_a);
        ssh2_kex_free(a);
        ssh2_kex_free(b);
    }
}

static void assert_refused(struct ssh2_kex_key *key, struct ssh2_bytes peer_public)
{
    static const struct ssh2_kex_secret zero;
    struct ssh2_kex_secret secret;

    memset(&secret, 0xee, sizeof(secret));
    assert_int_equal(ssh2_kex_agree(key, peer_public, &secret), SSH2_CRYPTO_BAD_VALUE);
    assert_memory_equal(&secret, &zero, sizeof(zero));
}

/* The same for both sides: what is right first, then spoilt. */
struct values {
    struct ssh2_kex_key *initiator, *responder;
    uint8_t init[SSH2_KEX_PUBLIC_MAX_BYTES + 1], reply[SSH2_KEX_PUBLIC_MAX_BYTES + 1];
};

static struct values values_of(size_t i)
{
    struct values v = { .initiator = generate(kinds[i].kind, SSH2_KEX_INITIATOR),
                        .responder = generate(kinds[i].kind, SSH2_KEX_RESPONDER) };
    struct ssh2_kex_secret secret;

    memcpy(v.init, ssh2_kex_public(v.initiator).data, kinds[i].init_len);
    assert_int_equal(ssh2_kex_agree(v.responder, ssh2_kex_public(v.initiator), &secret),
                     SSH2_CRYPTO_OK);
    memcpy(v.reply, ssh2_kex_public(v.responder).data, kinds[i].reply_len);
    return v;
}

static void free_values(struct values *v)
{
    ssh2_kex_free(v->initiator);
    ssh2_kex_free(v->responder);
}

/* RFC 10042, section 2.1; threat K23. */
static void a_value_of_another_length_is_refused(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1)) {
        struct values v = values_of(i);
        const size_t wrong[] = { 0, 1, 32, kinds[i].kem->public_len, kinds[i].kem->ciphertext_len };

        for (size_t j = 0; j < sizeof(wrong) / sizeof(wrong[0]); j++) {
            assert_refused(v.responder, ssh2_bytes(v.init, wrong[j]));
            assert_refused(v.initiator, ssh2_bytes(v.reply, wrong[j]));
        }
        assert_refused(v.responder, ssh2_bytes(v.init, kinds[i].init_len - 1));
        assert_refused(v.responder, ssh2_bytes(v.init, kinds[i].init_len + 1));
        assert_refused(v.initiator, ssh2_bytes(v.reply, kinds[i].reply_len - 1));
        assert_refused(v.initiator, ssh2_bytes(v.reply, kinds[i].reply_len + 1));
        free_values(&v);
    }
}

/* Threat K22: neither half saves the other. All-zero is of low order on X25519 and no point at all
 * on the others; all ones are no encapsulation key (FIPS 203, section 7.2). */
static void a_bad_half_beside_a_good_one_is_refused(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1)) {
        struct values v = values_of(i);
        size_t ciphertext_len = kinds[i].kem->ciphertext_len;
        size_t public_len = kinds[i].kem->public_len;
        uint8_t good[SSH2_KEX_PUBLIC_MAX_BYTES];

        memcpy(good, v.init, sizeof(good));
        memset(v.init + public_len, 0, kinds[i].init_len - public_len);
        memset(v.reply + ciphertext_len, 0, kinds[i].reply_len - ciphertext_len);
        assert_refused(v.responder, ssh2_bytes(v.init, kinds[i].init_len));
        assert_refused(v.initiator, ssh2_bytes(v.reply, kinds[i].reply_len));

        memcpy(v.init, good, sizeof(good));
        memset(v.init, 0xff, 384);
        assert_refused(v.responder, ssh2_bytes(v.init, kinds[i].init_len));
        free_values(&v);
    }
}

/* FIPS 203, section 6.3: implicit rejection. The exchange hash then differs, and so the signature.
 */
static void a_changed_ciphertext_gives_another_secret(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1)) {
        struct values v = values_of(i);
        struct ssh2_kex_secret right, other;

        assert_int_equal(
            ssh2_kex_agree(v.initiator, ssh2_bytes(v.reply, kinds[i].reply_len), &right),
            SSH2_CRYPTO_OK);
        v.reply[100] ^= 1;
        assert_int_equal(
            ssh2_kex_agree(v.initiator, ssh2_bytes(v.reply, kinds[i].reply_len), &other),
            SSH2_CRYPTO_OK);
        assert_memory_not_equal(right.bytes, other.bytes, right.len);
        free_values(&v);
    }
}

static void no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1))
        for (size_t allowance = 0; allowance < 2; allowance++) {
            struct stingy s = { .allowance = allowance };
            void *holder = &s;
            struct ssh2_memory poor = stingy_memory(&holder);
            struct ssh2_kex_key *key = NULL;

            assert_int_equal(ssh2_kex_generate(&poor, kinds[i].kind, SSH2_KEX_INITIATOR, &key),
                             SSH2_CRYPTO_NO_MEMORY);
            assert_null(key);
            assert_int_equal(s.in_use, 0);
        }
}

/* An allocator that sees that what it gets back has been wiped: memory of keys alone comes from it. */
struct block {
    size_t len;
    max_align_t bytes[];
};

static size_t wiped_count;

static void *watchful_alloc(size_t len, void **abstract)
{
    struct block *block = malloc(sizeof(*block) + len);

    (void)abstract;
    assert_non_null(block);
    block->len = len;
    return block->bytes;
}

static void watchful_free(void *p, void **abstract)
{
    struct block *block = (struct block *)(void *)((char *)p - sizeof(struct block));
    const uint8_t *bytes = p;

    (void)abstract;
    for (size_t i = 0; i < block->len; i++)
        assert_int_equal(bytes[i], 0);
    wiped_count++;
    free(block);
}

static const struct ssh2_memory watchful = { watchful_alloc, NULL, watchful_free, NULL };

/* Threat K24: whichever step an exchange ends at, both halves of the key are freed once, and wiped. What
 * OpenSSL keeps of its own is looked for by //src/oracle:secrets_test. */
static void whichever_half_fails_both_are_wiped(void **state)
{
    (void)state;
    skip_without_mlkem();
    for (size_t i = available(0); i < KIND_COUNT; i = available(i + 1)) {
        struct values v = values_of(i);
        size_t ciphertext_len = kinds[i].kem->ciphertext_len;

        for (int step = 0; step < 4; step++) {
            struct ssh2_kex_key *key = NULL;
            struct ssh2_kex_secret secret;
            size_t reply_len = step == 1 ? kinds[i].reply_len - 1 : kinds[i].reply_len;

            assert_int_equal(
                ssh2_kex_generate(&watchful, kinds[i].kind, SSH2_KEX_INITIATOR, &key),
                SSH2_CRYPTO_OK);
            if (step == 2) /* the curve's half */
                memset(v.reply + ciphertext_len, 0, kinds[i].reply_len - ciphertext_len);
            if (step > 0)
                assert_int_equal(ssh2_kex_agree(key, ssh2_bytes(v.reply, reply_len), &secret),
                                 step == 3 ? SSH2_CRYPTO_OK : SSH2_CRYPTO_BAD_VALUE);
            memcpy(v.reply, ssh2_kex_public(v.responder).data, kinds[i].reply_len);
            wiped_count = 0;
            ssh2_kex_free(key);
            assert_int_equal(wiped_count, 2);
        }
        free_values(&v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_library_lacks_is_no_kind),
        cmocka_unit_test(both_sides_agree_upon_the_hash_of_both_secrets),
        cmocka_unit_test(a_value_of_another_length_is_refused),
        cmocka_unit_test(a_bad_half_beside_a_good_one_is_refused),
        cmocka_unit_test(a_changed_ciphertext_gives_another_secret),
        cmocka_unit_test(no_memory_leaves_nothing_behind),
        cmocka_unit_test(whichever_half_fails_both_are_wiped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
