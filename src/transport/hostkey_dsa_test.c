/* DSA keys, which serve where the program asks for them. */
#include "src/transport/hostkey.h"

#include "src/crypto/pem.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

/* Made by ssh-keygen -t dsa; the signature of "what is signed" by openssl dgst -sha1 -sign. */
static const char key_hex[] =
    "000000077373682d6473730000008100ec6cd072ca57f23a5637c4e487706d465c30820db675cdaeb83ff5a2ba"
    "7aba156748ec5dda48dc059e7d2784c76539bde8b22c132a4fce0101ea4e9c1d4bf0661211385d3831b7c5cfff"
    "baa33179a77fc68596c9b0e2471b592f3a1dbb9c856924bc231c5cb4947ea59d090b2ef66cec55cdc15b0b4fa4"
    "29c644340777d9074b0000001500c4395963b6e9a8492c76aa15f4542776e14459150000008100b0683d05445c"
    "ebaeb11590b5af94330a0d508f19cea01ee7b61602d11128f1de9ad108c77344a1d1c60c9158a2afc16ce176f0"
    "7e5e2efc8b973d46e7c0e8bb0c5c7b9cc9c9c2fd85b2c4ad04c86b78677698d946d84bce571eab27cb27def79a"
    "c5126ca62af46f5bf047584ea7e692bc094ad8ff639f61845c3cfcb016c054d9000000805fb889443b7a8a1552"
    "cce3a26877861800fa4425fca20f1e78446c26316e53c47c2ad7eac17b39a1ec28951d90973efc8ee0fe335ba9"
    "ce822f1dc5c70f23f65831fc218fb5fcdab0df2d8fae15497036bc314f1735035a8a0454c8113e568e7cd1748c"
    "be91a4d54798f9ca403418aa02240d1b882114442787315b639ef2b67f";
static const char signature_hex[] =
    "000000077373682d64737300000028514b0040449cba50c7a565e78219b5e1dba671391b28d4b8981574dad50d"
    "20684dd96a1240accf71";

static struct ssh2_error error;

static int verify(const struct unhexed *key, const struct unhexed *signature, const char *data)
{
    const struct ssh2_algorithm *dss =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_text("ssh-dss"));

    assert_non_null(dss);
    assert_false(dss->is_default);
    return ssh2_hostkey_verify(&ssh2_memory_default, &error, dss, view(key), view(signature),
                               ssh2_text(data));
}

static void a_right_signature_is_right_and_any_other_is_wrong(void **unused)
{
    struct unhexed key = unhex(key_hex), signature = unhex(signature_hex);

    (void)unused;
    assert_int_equal(verify(&key, &signature, "what is signed"), 0);
    assert_int_equal(verify(&key, &signature, "what is not"), LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    for (size_t i = 0; i < signature.len; i++) {
        signature.bytes[i] ^= 1;
        assert_int_equal(verify(&key, &signature, "what is signed"),
                         LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
        signature.bytes[i] ^= 1;
    }
    signature.len--;
    assert_int_equal(verify(&key, &signature, "what is signed"),
                     LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
}

static void zero_is_no_signature(void **unused)
{
    struct unhexed key = unhex(key_hex), signature = unhex(signature_hex);

    (void)unused;
    memset(signature.bytes + signature.len - 40, 0, 40);
    assert_int_equal(verify(&key, &signature, "what is signed"),
                     LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
}

static void the_key_is_written_as_it_was_read(void **unused)
{
    struct unhexed blob = unhex(key_hex);
    struct ssh2_public_key *key;
    uint8_t *again;
    size_t len;

    (void)unused;
    assert_int_equal(ssh2_hostkey_type(view(&blob)), LIBSSH2_HOSTKEY_TYPE_DSS);
    assert_int_equal(ssh2_hostkey_parse(&ssh2_memory_default, &error, view(&blob), &key), 0);
    assert_int_equal(ssh2_public_key_kind(key), SSH2_KEY_DSA);
    assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &error, key, &again, &len), 0);
    assert_int_equal(len, blob.len);
    assert_memory_equal(again, blob.bytes, len);
    ssh2_free(&ssh2_memory_default, again);
    ssh2_public_key_free(key);
}

/* Threats H11 and K15, for DSA: what is out of range is refused before anything is computed. */
static void numbers_out_of_range_are_refused(void **unused)
{
    struct unhexed blob = unhex(key_hex);
    struct ssh2_dsa_numbers right, n;
    struct ssh2_public_key *key, *made;
    static uint8_t huge[SSH2_DSA_MAX_BITS / 8 + 1] = { 1 };
    static const uint8_t one = 1;

    (void)unused;
    assert_int_equal(ssh2_hostkey_parse(&ssh2_memory_default, &error, view(&blob), &key), 0);
    right = ssh2_public_key_dsa_numbers(key);
    huge[sizeof(huge) - 1] = 1;

    const struct ssh2_bytes wrong[][4] = {
        { { huge, sizeof(huge) }, right.q, right.g, right.y }, /* 3073 bits */
        { { right.p.data, 64 }, right.q, right.g, right.y },   /* 512 bits */
        { right.p, { right.q.data, 19 }, right.g, right.y },   /* 152 bits */
        { right.p, right.p, right.g, right.y },                /* 1024 bits */
        { right.p, right.q, { &one, 1 }, right.y },            /* g = 1 */
        { right.p, right.q, right.p, right.y },                /* g = p */
        { right.p, right.q, right.g, { &one, 1 } },            /* y = 1 */
        { right.p, right.q, right.g, right.p },                /* y = p */
        { right.p, right.q, right.g, { NULL, 0 } },            /* y = 0 */
    };

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        n = (struct ssh2_dsa_numbers){ wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3] };
        assert_int_equal(ssh2_public_key_dsa(&ssh2_memory_default, &n, &made),
                         SSH2_CRYPTO_BAD_VALUE);
        assert_null(made);
    }
    assert_int_equal(ssh2_public_key_dsa(&ssh2_memory_default, &right, &made), SSH2_CRYPTO_OK);
    ssh2_public_key_free(made);
    ssh2_public_key_free(key);
}

static struct ssh2_private_key *load_key(void)
{
    struct ssh2_private_key *key = NULL;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(TEST_DSA_TRADITIONAL),
                                   ssh2_bytes(NULL, 0), SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

/* RFC 4253, section 6.6: r and s have 20 bytes each, whatever their values: about one signature in a
 * hundred has one that is shorter. */
static void what_is_signed_is_verified(void **unused)
{
    const struct ssh2_algorithm *dss =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_text("ssh-dss"));
    struct ssh2_private_key *key = load_key();
    uint8_t *blob = NULL;
    size_t blob_len = 0;

    (void)unused;
    assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &error, ssh2_private_key_public(key),
                                       &blob, &blob_len),
                     0);
    for (uint32_t i = 0; i < 300; i++) {
        struct ssh2_bytes data = ssh2_bytes((const uint8_t *)&i, sizeof(i));
        struct ssh2_signature_blob signature;

        assert_int_equal(ssh2_hostkey_sign(&error, key, dss, data, &signature), 0);
        assert_int_equal(signature.len, 4 + 7 + 4 + 40);
        assert_int_equal(ssh2_hostkey_verify(&ssh2_memory_default, &error, dss,
                                             ssh2_bytes(blob, blob_len),
                                             ssh2_bytes(signature.bytes, signature.len), data),
                         0);
    }
    ssh2_free(&ssh2_memory_default, blob);
    ssh2_private_key_free(key);
}

/* What does not give y, is not below q, or is nothing at all. */
static void a_private_number_that_is_not_the_keys_makes_no_key(void **unused)
{
    struct ssh2_private_key *key = load_key(), *made = NULL;
    struct ssh2_dsa_numbers n = ssh2_public_key_dsa_numbers(ssh2_private_key_public(key));
    static const uint8_t one = 1, zero, huge[SSH2_DSA_NUMBER_BYTES + 1] = { 1 };
    const struct ssh2_bytes wrong[] = { { NULL, 0 }, { &zero, 1 }, { &one, 1 }, n.q,
                                        { huge, sizeof(huge) } };

    (void)unused;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_int_equal(ssh2_private_key_dsa(&ssh2_memory_default, &n, wrong[i], &made),
                         SSH2_CRYPTO_BAD_VALUE);
        assert_null(made);
    }
    ssh2_private_key_free(key);
}

/* A key out of a hostile file, whose halves agree: g is p - 1, of order 2 and not q, and so is y. Signing
 * with such a key may try for ever to get another r than 0. */
static void a_generator_of_another_order_makes_no_key(void **unused)
{
    struct ssh2_private_key *key = load_key(), *made = NULL;
    struct ssh2_dsa_numbers n = ssh2_public_key_dsa_numbers(ssh2_private_key_public(key));
    uint8_t g[128], x = 5;

    (void)unused;
    assert_int_equal(n.p.len, sizeof(g));
    memcpy(g, n.p.data, sizeof(g));
    g[sizeof(g) - 1] ^= 1; /* p is odd */
    n.g = ssh2_bytes(g, sizeof(g));
    n.y = n.g;
    assert_int_equal(ssh2_private_key_dsa(&ssh2_memory_default, &n, ssh2_bytes(&x, 1), &made),
                     SSH2_CRYPTO_BAD_VALUE);
    assert_null(made);
    ssh2_private_key_free(key);
}

static void no_memory_leaves_nothing_behind(void **unused)
{
    struct unhexed blob = unhex(key_hex);

    (void)unused;
    for (size_t allowance = 0; allowance < 2; allowance++) {
        struct stingy purse = { .allowance = allowance };
        void *holder = &purse;
        struct ssh2_memory memory = stingy_memory(&holder);
        struct ssh2_public_key *key;

        assert_int_equal(ssh2_hostkey_parse(&memory, &error, view(&blob), &key),
                         LIBSSH2_ERROR_ALLOC);
        assert_int_equal(purse.in_use, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_signature_is_right_and_any_other_is_wrong),
        cmocka_unit_test(zero_is_no_signature),
        cmocka_unit_test(the_key_is_written_as_it_was_read),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(what_is_signed_is_verified),
        cmocka_unit_test(a_private_number_that_is_not_the_keys_makes_no_key),
        cmocka_unit_test(a_generator_of_another_order_makes_no_key),
        cmocka_unit_test(no_memory_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
