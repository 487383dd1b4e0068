#include "src/transport/key_derivation.h"

#include "src/crypto/testing.h"
#include "src/transport/key_derivation_vectors.h"

#define KEY_MAX_BYTES 256u

static void keys_of_every_length_and_hash_are_those_of_the_reference(void **unused)
{
    struct unhexed secret = unhex(shared_secret), id = unhex(session_id);

    (void)unused;
    for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
        struct unhexed exchange_hash = unhex(vectors[i].exchange_hash);
        const struct ssh2_kex_result result = { .shared_secret = view(&secret),
                                                .exchange_hash = view(&exchange_hash),
                                                .hash = vectors[i].hash };
        const size_t len = strlen(vectors[i].key) / 2;
        struct ssh2_error error = { 0 };
        uint8_t key[KEY_MAX_BYTES];

        memset(key, 0xee, sizeof(key));
        assert_int_equal(ssh2_derive_key(&error, &result, view(&id), vectors[i].letter, key, len),
                         0);
        assert_is_hex(key, len, vectors[i].key);
        assert_int_equal(key[len], 0xee); /* nothing behind it was written */
    }
}

/* Threat K12. */
static void no_key_comes_of_a_hash_that_cannot_be_computed(void **unused)
{
    const struct ssh2_kex_result result = { .hash = (enum ssh2_hash_kind)99 };
    struct ssh2_error error = { 0 };
    uint8_t key[KEY_MAX_BYTES];

    (void)unused;
    memset(key, 0xee, sizeof(key));
    assert_int_equal(ssh2_derive_key(&error, &result, ssh2_text("id"),
                                     SSH2_KEY_MAC_CLIENT_TO_SERVER, key, sizeof(key)),
                     LIBSSH2_ERROR_KEX_FAILURE);
    for (size_t i = 0; i < sizeof(key); i++)
        assert_int_equal(key[i], 0);
    assert_non_null(strstr(error.message, "'E'"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_every_length_and_hash_are_those_of_the_reference),
        cmocka_unit_test(no_key_comes_of_a_hash_that_cannot_be_computed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
