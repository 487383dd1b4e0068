#include "src/crypto/gcm.h"

#include "src/crypto/testing.h"

/* Test cases 4 and 16 of the GCM specification by McGrew and Viega. */
#define KEY128 "feffe9928665731c6d6a8f9467308308"
#define NONCE "cafebabefacedbaddecaf888"
#define AAD "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define PLAIN                                                          \
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" \
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define PLAIN_BYTES 60u
#define SEALED_BYTES (PLAIN_BYTES + SSH2_GCM_TAG_BYTES)

static const struct {
    const char *key, *sealed;
} cases[] = {
    { KEY128, "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
              "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
              "5bc94fbc3221a5db94fae95ae7121a47" },
    { KEY128 KEY128, "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                     "76fc6ece0f4e1768cddf8853bb2d551b" },
};
#define CASE_COUNT (sizeof(cases) / sizeof(cases[0]))

static struct ssh2_gcm *gcm_new(size_t i, enum ssh2_cipher_direction direction)
{
    struct unhexed key = unhex(cases[i].key);
    struct ssh2_gcm *gcm = ssh2_gcm_new(&ssh2_memory_default, direction, view(&key));

    assert_non_null(gcm);
    return gcm;
}

static void published_values_are_met_wherever_the_input_is_cut(void **state)
{
    struct unhexed nonce = unhex(NONCE), aad = unhex(AAD), plain = unhex(PLAIN);

    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        struct ssh2_gcm *gcm = gcm_new(i, SSH2_CIPHER_ENCRYPT);

        for (size_t cut = 0; cut <= PLAIN_BYTES; cut++) {
            uint8_t out[SEALED_BYTES];
            struct ssh2_bytes spans[] = {
                ssh2_bytes(plain.bytes, cut / 2),
                ssh2_bytes(plain.bytes + cut / 2, cut - cut / 2),
                ssh2_bytes(out + cut, PLAIN_BYTES - cut),
            };

            memcpy(out + cut, plain.bytes + cut, PLAIN_BYTES - cut);
            assert_true(ssh2_gcm_seal(gcm, nonce.bytes, view(&aad), spans, 3, out));
            assert_is_hex(out, sizeof(out), cases[i].sealed);
        }
        ssh2_gcm_free(gcm);
    }
}

static void what_was_sealed_opens_in_place_and_elsewhere(void **state)
{
    struct unhexed nonce = unhex(NONCE), aad = unhex(AAD);

    (void)state;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        struct ssh2_gcm *gcm = gcm_new(i, SSH2_CIPHER_DECRYPT);
        struct unhexed sealed = unhex(cases[i].sealed);
        uint8_t out[PLAIN_BYTES];

        assert_true(ssh2_gcm_open(gcm, nonce.bytes, view(&aad), view(&sealed), out));
        assert_is_hex(out, sizeof(out), PLAIN);
        assert_true(ssh2_gcm_open(gcm, nonce.bytes, view(&aad), view(&sealed), sealed.bytes));
        assert_is_hex(sealed.bytes, PLAIN_BYTES, PLAIN);
        ssh2_gcm_free(gcm);
    }
}

static void assert_refused_and_wiped(struct ssh2_gcm *gcm, struct unhexed nonce, struct unhexed aad,
                                     struct unhexed sealed)
{
    static const uint8_t zeros[PLAIN_BYTES];
    uint8_t out[PLAIN_BYTES];

    memset(out, 0xee, sizeof(out));
    assert_false(ssh2_gcm_open(gcm, nonce.bytes, view(&aad), view(&sealed), out));
    assert_memory_equal(out, zeros, sizeof(zeros));
}

/* Threat P7: each bit of tag, body, length field (which is the AAD) and nonce counts. */
static void a_flip_of_any_single_bit_is_refused_and_nothing_is_released(void **state)
{
    struct unhexed nonce = unhex(NONCE), aad = unhex(AAD), sealed = unhex(cases[1].sealed);
    struct ssh2_gcm *gcm = gcm_new(1, SSH2_CIPHER_DECRYPT);
    uint8_t out[PLAIN_BYTES];

    (void)state;
    for (size_t bit = 0; bit < 8 * SEALED_BYTES; bit++) {
        uint8_t mask = (uint8_t)(1u << bit % 8);

        sealed.bytes[bit / 8] ^= mask;
        assert_refused_and_wiped(gcm, nonce, aad, sealed);
        sealed.bytes[bit / 8] ^= mask;
        if (bit < 8 * aad.len) {
            aad.bytes[bit / 8] ^= mask;
            assert_refused_and_wiped(gcm, nonce, aad, sealed);
            aad.bytes[bit / 8] ^= mask;
        }
        if (bit < 8 * nonce.len) {
            nonce.bytes[bit / 8] ^= mask;
            assert_refused_and_wiped(gcm, nonce, aad, sealed);
            nonce.bytes[bit / 8] ^= mask;
        }
    }
    assert_true(ssh2_gcm_open(gcm, nonce.bytes, view(&aad), view(&sealed), out));
    ssh2_gcm_free(gcm);
}

static void every_shorter_input_is_refused(void **state)
{
    struct unhexed nonce = unhex(NONCE), aad = unhex(AAD), sealed = unhex(cases[0].sealed);
    struct ssh2_gcm *gcm = gcm_new(0, SSH2_CIPHER_DECRYPT);
    uint8_t out[PLAIN_BYTES];

    (void)state;
    for (size_t len = 0; len < SEALED_BYTES; len++)
        assert_false(
            ssh2_gcm_open(gcm, nonce.bytes, view(&aad), ssh2_bytes(sealed.bytes, len), out));
    ssh2_gcm_free(gcm);
}

static void an_empty_input_has_a_tag_too(void **state)
{
    struct ssh2_gcm *seal = gcm_new(0, SSH2_CIPHER_ENCRYPT);
    struct ssh2_gcm *open = gcm_new(0, SSH2_CIPHER_DECRYPT);
    static const uint8_t nonce[SSH2_GCM_NONCE_BYTES];
    uint8_t tag[SSH2_GCM_TAG_BYTES];
    struct ssh2_bytes none = { NULL, 0 };

    (void)state;
    assert_true(ssh2_gcm_seal(seal, nonce, none, NULL, 0, tag));
    assert_true(ssh2_gcm_open(open, nonce, none, ssh2_bytes(tag, sizeof(tag)), tag));
    tag[0] ^= 1;
    assert_false(ssh2_gcm_open(open, nonce, none, ssh2_bytes(tag, sizeof(tag)), tag));
    ssh2_gcm_free(seal);
    ssh2_gcm_free(open);
}

static void other_key_lengths_are_refused(void **state)
{
    static const uint8_t key[40];
    struct stingy s = { 0, 0 };
    void *holder = &s;
    struct ssh2_memory poor = stingy_memory(&holder);

    (void)state;
    for (size_t len = 0; len <= sizeof(key); len++) {
        if (len != 16 && len != 32)
            assert_null(
                ssh2_gcm_new(&ssh2_memory_default, SSH2_CIPHER_ENCRYPT, ssh2_bytes(key, len)));
    }
    assert_null(ssh2_gcm_new(&poor, SSH2_CIPHER_ENCRYPT, ssh2_bytes(key, 16)));
    ssh2_gcm_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values_are_met_wherever_the_input_is_cut),
        cmocka_unit_test(what_was_sealed_opens_in_place_and_elsewhere),
        cmocka_unit_test(a_flip_of_any_single_bit_is_refused_and_nothing_is_released),
        cmocka_unit_test(every_shorter_input_is_refused),
        cmocka_unit_test(an_empty_input_has_a_tag_too),
        cmocka_unit_test(other_key_lengths_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
