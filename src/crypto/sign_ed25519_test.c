/* What is Ed25519's own: RFC 8032. */
#include "src/crypto/sign_testing.h"

/* RFC 8032, section 7.1, test 2. */
static void ed25519_meets_the_published_value(void **state)
{
    struct unhexed seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    struct unhexed pk = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    uint8_t derived[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;

    (void)state;
    ssh2_ed25519_public(seed.bytes, derived);
    assert_memory_equal(derived, pk.bytes, sizeof(derived));
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, view(&seed), view(&pk), &key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA512, ssh2_text("r"), &signature), SSH2_CRYPTO_OK);
    assert_is_hex(signature.bytes, 64,
                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    ssh2_private_key_free(key);
}

/* Adds the order of Ed25519's group to a number of 32 bytes, least significant first. */
static void add_order(uint8_t number[32])
{
    struct unhexed order = unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;

    for (size_t i = 0; i < 32; i++) {
        carry += (unsigned)number[i] + order.bytes[i];
        number[i] = (uint8_t)carry;
        carry >>= 8;
    }
    assert_int_equal(carry, 0);
}

static bool ed25519_verifies(const struct unhexed *pk, struct ssh2_bytes text,
                             const struct ssh2_signature *signature)
{
    struct ssh2_public_key *key = NULL;
    bool verifies = false;

    if (ssh2_public_key_ed25519(&ssh2_memory_default, view(pk), &key) == SSH2_CRYPTO_OK)
        verifies = ssh2_verify(key, SSH2_HASH_SHA512, text, ssh2_signature_parts(signature));
    ssh2_public_key_free(key);
    return verifies;
}

/* Threat H9: nobody makes another valid signature of one that is known. RFC 8032, section 5.1.7. */
static void ed25519_signatures_have_one_form(void **state)
{
    struct unhexed seed = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    struct unhexed pk = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    struct ssh2_private_key *key = NULL;
    struct ssh2_signature signature;

    (void)state;
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, view(&seed), view(&pk), &key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_sign(key, SSH2_HASH_SHA512, ssh2_text("r"), &signature), SSH2_CRYPTO_OK);
    assert_true(ed25519_verifies(&pk, ssh2_text("r"), &signature));
    for (int i = 0; i < 7; i++) { /* so far the top bit stays clear */
        add_order(signature.bytes + 32);
        assert_false(ed25519_verifies(&pk, ssh2_text("r"), &signature));
    }
    ssh2_private_key_free(key);
}

/* Threat H9: with a key of small order one signature would hold for every text. */
static void ed25519_keys_of_small_order_verify_nothing(void **state)
{
    static const char *const small[] = {
        /* orders 1, 2, 4 and 8, and the neutral element in a form that is not canonical */
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++) {
        struct unhexed pk = unhex(small[i]), r = unhex(small[0]);
        struct ssh2_signature signature = { .first_len = 64 };

        memcpy(signature.bytes, r.bytes, 32); /* R = S = 0 fulfils 8SB = 8R + 8kA */
        for (char text[] = "a"; text[0] <= 'h'; text[0]++)
            assert_false(ed25519_verifies(&pk, ssh2_text(text), &signature));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ed25519_meets_the_published_value),
        cmocka_unit_test(ed25519_signatures_have_one_form),
        cmocka_unit_test(ed25519_keys_of_small_order_verify_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
