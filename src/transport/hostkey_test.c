#include "src/transport/hostkey.h"

#include "src/crypto/pem.h"
#include "src/crypto/testing.h"
#include "src/transport/algorithms.h"
#include "src/transport/hostkey_vectors.h"

#define VECTOR_COUNT (sizeof(hostkey_vectors) / sizeof(hostkey_vectors[0]))
#define BLOB_MAX_BYTES 4096u

static const struct ssh2_algorithm *algorithm(const char *name)
{
    const struct ssh2_algorithm *found =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, ssh2_text(name));

    assert_non_null(found);
    return found;
}

static int verify(const char *name, struct ssh2_bytes key, struct ssh2_bytes signature,
                  struct ssh2_bytes data)
{
    struct ssh2_error error = { 0 };
    int result =
        ssh2_hostkey_verify(&ssh2_memory_default, &error, algorithm(name), key, signature, data);

    assert_int_equal(error.code, result);
    assert_true((result == 0) == (error.message[0] == '\0'));
    return result;
}

static struct ssh2_private_key *load(const struct hostkey_vector *v)
{
    struct ssh2_private_key *key;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(v->pem), ssh2_bytes(NULL, 0),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

static void signatures_of_other_programs_are_right(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed key = unhex(v->key_blob), signature = unhex(v->signature);
        struct unhexed data = unhex(v->data);

        assert_int_equal(verify(v->algorithm, view(&key), view(&signature), view(&data)), 0);
    }
}

/* Threats H5 to H7, H10: no byte of key, signature or data may differ. A changed key may be a
 * malformed one, or another one whose signature this is not. */
static void a_change_in_any_byte_is_noticed(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed key = unhex(v->key_blob), signature = unhex(v->signature);
        struct unhexed data = unhex(v->data);
        struct unhexed *changed[] = { &key, &signature, &data };

        for (size_t part = 0; part < 3; part++)
            for (size_t at = 0; at < changed[part]->len; at++) {
                changed[part]->bytes[at] ^= 1;
                assert_int_not_equal(
                    verify(v->algorithm, view(&key), view(&signature), view(&data)), 0);
                changed[part]->bytes[at] ^= 1;
            }
    }
}

static void every_shorter_key_or_signature_is_refused(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed key = unhex(v->key_blob), signature = unhex(v->signature);
        struct unhexed data = unhex(v->data);

        for (size_t len = 0; len < key.len; len++)
            assert_int_equal(
                verify(v->algorithm, ssh2_bytes(key.bytes, len), view(&signature), view(&data)),
                LIBSSH2_ERROR_HOSTKEY_INIT);
        for (size_t len = 0; len < signature.len; len++)
            assert_int_equal(
                verify(v->algorithm, view(&key), ssh2_bytes(signature.bytes, len), view(&data)),
                LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    }
}

static void a_byte_behind_key_or_signature_is_refused(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed key = unhex(v->key_blob), signature = unhex(v->signature);
        struct unhexed data = unhex(v->data);

        key.len++;
        assert_int_equal(verify(v->algorithm, view(&key), view(&signature), view(&data)),
                         LIBSSH2_ERROR_HOSTKEY_INIT);
        key.len--;
        signature.len++;
        assert_int_equal(verify(v->algorithm, view(&key), view(&signature), view(&data)),
                         LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    }
}

/* Threats H5 and H6: negotiated name, key and signature have to say the same. */
static void each_combination_of_names_but_the_right_one_is_refused(void **unused)
{
    (void)unused;
    for (size_t name = 0; name < VECTOR_COUNT; name++)
        for (size_t k = 0; k < VECTOR_COUNT; k++)
            for (size_t s = 0; s < VECTOR_COUNT; s++) {
                struct unhexed key = unhex(hostkey_vectors[k].key_blob);
                struct unhexed signature = unhex(hostkey_vectors[s].signature);
                struct unhexed data = unhex(hostkey_vectors[s].data);
                bool same_key =
                    strcmp(hostkey_vectors[k].key_blob, hostkey_vectors[name].key_blob) == 0;
                int result = verify(hostkey_vectors[name].algorithm, view(&key), view(&signature),
                                    view(&data));

                if (!same_key)
                    assert_int_equal(result, LIBSSH2_ERROR_HOSTKEY_INIT);
                else if (name != s)
                    assert_int_equal(result, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
                else
                    assert_int_equal(result, 0);
            }
}

/* Threat H6: the name of one curve around a point of another. */
static void a_curve_name_that_is_not_the_key_types_is_refused(void **unused)
{
    struct unhexed key = unhex(hostkey_vectors[1].key_blob);
    struct unhexed signature = unhex(hostkey_vectors[1].signature);
    struct unhexed data = unhex(hostkey_vectors[1].data);
    const size_t curve_name_at = 4 + 19 + 4;

    (void)unused;
    assert_memory_equal(key.bytes + curve_name_at, "nistp256", 8);
    memcpy(key.bytes + curve_name_at, "nistp384", 8);
    assert_int_equal(verify("ecdsa-sha2-nistp256", view(&key), view(&signature), view(&data)),
                     LIBSSH2_ERROR_HOSTKEY_INIT);
}

/* Threats H7 and H8: inner strings of an ECDSA signature. */
static void malformed_ecdsa_numbers_are_refused(void **unused)
{
    static const struct {
        const char *why, *numbers;
    } cases[] = {
        { "nothing", "" },
        { "r alone", "0000000101" },
        { "r is 0", "00000000"
                    "0000000101" },
        { "s is 0", "0000000101"
                    "00000000" },
        { "r is negative", "0000000180"
                           "0000000101" },
        { "both are 1", "0000000101"
                        "0000000101" },
        { "something behind s", "0000000101"
                                "0000000101"
                                "00" },
        { "r is the order",
          "0000002100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
          "0000000101" },
        { "a length past the end", "0000000101"
                                   "ffffffff01" },
    };
    struct unhexed key = unhex(hostkey_vectors[1].key_blob);

    (void)unused;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct unhexed numbers = unhex(cases[i].numbers);
        uint8_t blob[BLOB_MAX_BYTES];
        struct ssh2_writer w = ssh2_writer(blob, sizeof(blob));

        ssh2_write_string(&w, ssh2_text("ecdsa-sha2-nistp256"));
        ssh2_write_string(&w, view(&numbers));
        if (verify("ecdsa-sha2-nistp256", view(&key), ssh2_written(&w), ssh2_text("data")) !=
            LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE)
            fail_msg("%s: not refused", cases[i].why);
    }
}

static void our_signatures_verify_and_our_blobs_are_those_of_other_programs(void **unused)
{
    static struct ssh2_signature_blob signature;
    static const struct ssh2_bytes data = SSH2_TEXT("some data");

    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct ssh2_error error = { 0 };
        struct ssh2_private_key *key = load(v);
        uint8_t *blob;
        size_t blob_len;

        assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &error,
                                           ssh2_private_key_public(key), &blob, &blob_len),
                         0);
        assert_is_hex(blob, blob_len, v->key_blob);
        assert_int_equal(ssh2_hostkey_sign(&error, key, algorithm(v->algorithm), data, &signature),
                         0);
        assert_int_equal(verify(v->algorithm, ssh2_bytes(blob, blob_len),
                                ssh2_bytes(signature.bytes, signature.len), data),
                         0);
        ssh2_free(&ssh2_memory_default, blob);
        ssh2_private_key_free(key);
    }
}

/* Both are deterministic, so ours is the other program's to the byte. */
static void ed25519_and_rsa_signatures_are_those_of_other_programs(void **unused)
{
    static struct ssh2_signature_blob signature;

    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed data = unhex(v->data);
        struct ssh2_error error = { 0 };

        if (strncmp(v->algorithm, "ecdsa", 5) == 0)
            continue;
        struct ssh2_private_key *key = load(v);
        assert_int_equal(
            ssh2_hostkey_sign(&error, key, algorithm(v->algorithm), view(&data), &signature), 0);
        assert_is_hex(signature.bytes, signature.len, v->signature);
        ssh2_private_key_free(key);
    }
}

static void a_key_does_not_sign_with_an_algorithm_of_another_type(void **unused)
{
    static struct ssh2_signature_blob signature;
    struct ssh2_error error = { 0 };
    struct ssh2_private_key *key = load(&hostkey_vectors[1]);

    (void)unused;
    signature.len = 1;
    assert_int_equal(ssh2_hostkey_sign(&error, key, algorithm("ecdsa-sha2-nistp384"),
                                       ssh2_text("data"), &signature),
                     LIBSSH2_ERROR_HOSTKEY_SIGN);
    assert_int_equal(signature.len, 0);
    ssh2_private_key_free(key);
}

/* Threats H3 and H4: no memory is never "verified". */
static void without_memory_nothing_verifies(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < VECTOR_COUNT; i++) {
        const struct hostkey_vector *v = &hostkey_vectors[i];
        struct unhexed key = unhex(v->key_blob), signature = unhex(v->signature);
        struct unhexed data = unhex(v->data);
        int result = LIBSSH2_ERROR_ALLOC;

        for (size_t allowance = 0; result != 0; allowance++) {
            struct stingy purse = { .allowance = allowance };
            void *holder = &purse;
            struct ssh2_memory memory = stingy_memory(&holder);
            struct ssh2_error error = { 0 };

            result = ssh2_hostkey_verify(&memory, &error, algorithm(v->algorithm), view(&key),
                                         view(&signature), view(&data));
            assert_true(result == LIBSSH2_ERROR_ALLOC || (result == 0 && allowance > 0));
            assert_int_equal(purse.in_use, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_of_other_programs_are_right),
        cmocka_unit_test(a_change_in_any_byte_is_noticed),
        cmocka_unit_test(every_shorter_key_or_signature_is_refused),
        cmocka_unit_test(a_byte_behind_key_or_signature_is_refused),
        cmocka_unit_test(each_combination_of_names_but_the_right_one_is_refused),
        cmocka_unit_test(a_curve_name_that_is_not_the_key_types_is_refused),
        cmocka_unit_test(malformed_ecdsa_numbers_are_refused),
        cmocka_unit_test(our_signatures_verify_and_our_blobs_are_those_of_other_programs),
        cmocka_unit_test(ed25519_and_rsa_signatures_are_those_of_other_programs),
        cmocka_unit_test(a_key_does_not_sign_with_an_algorithm_of_another_type),
        cmocka_unit_test(without_memory_nothing_verifies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
