#include "src/crypto/chachapoly.h"

#include "src/crypto/testing.h"

/* Key bytes 0, 1, 2 ... 63; sequence number 0x01020304; 200 bytes of which number i is 7 * i + 3.
 * Computed with a separate implementation in Python that meets RFC 8439's values for ChaCha20 and
 * Poly1305. */
#define SEQUENCE_NUMBER 0x01020304u
#define PLAIN_BYTES 200u
#define SEALED_BYTES (SSH2_CHACHAPOLY_LENGTH_BYTES + PLAIN_BYTES + SSH2_CHACHAPOLY_TAG_BYTES)
#define SEALED                                                         \
    "bc7980b395c80daac4370b9def2f6dacff1e3f187257955fbc2ff07a26c0f56a" \
    "e694fa048337d1b9da76f455d92002ab4cd69b43dd15da6da43b73ef63d0a6a4" \
    "6516fe91993544ef435f280e14dd3b6c6fd7e57e1fb5837d963df9d6ad72da49" \
    "f8de23b1bb259599194ffbb1a813317e922b2e6b4ff028c31580bbae4b74b525" \
    "8a780b0011994869ac217a2ec96dbd0f9e9661f10cef212ea72fdc1e48032d07" \
    "57c76d47c7043037b844d15767c18fa3d02d6eebf6fab3d2acbdb63be51b8331" \
    "9029cd0f6168b5a0197e99c146c871d52061876715292b0e2f8c4e09"

static const uint8_t length_field[SSH2_CHACHAPOLY_LENGTH_BYTES] = { 0, 0, 0, PLAIN_BYTES };

static struct ssh2_chachapoly *cipher_new(void)
{
    uint8_t key[SSH2_CHACHAPOLY_KEY_BYTES];

    for (size_t i = 0; i < sizeof(key); i++)
        key[i] = (uint8_t)i;

    struct ssh2_chachapoly *cipher = ssh2_chachapoly_new(&ssh2_memory_default, key);

    assert_non_null(cipher);
    return cipher;
}

static void fill_plain(uint8_t plain[PLAIN_BYTES])
{
    for (size_t i = 0; i < PLAIN_BYTES; i++)
        plain[i] = (uint8_t)(7 * i + 3);
}

static void the_known_value_is_met_wherever_the_input_is_cut(void **state)
{
    struct ssh2_chachapoly *cipher = cipher_new();
    uint8_t plain[PLAIN_BYTES];

    (void)state;
    fill_plain(plain);
    for (size_t cut = 0; cut <= PLAIN_BYTES; cut++) {
        uint8_t out[SEALED_BYTES];
        struct ssh2_bytes spans[] = {
            ssh2_bytes(plain, cut / 2),
            ssh2_bytes(plain + cut / 2, cut - cut / 2),
            ssh2_bytes(out + SSH2_CHACHAPOLY_LENGTH_BYTES + cut, PLAIN_BYTES - cut),
        };

        memcpy(out + SSH2_CHACHAPOLY_LENGTH_BYTES + cut, plain + cut, PLAIN_BYTES - cut);
        assert_true(ssh2_chachapoly_seal(cipher, SEQUENCE_NUMBER, length_field, spans, 3, out));
        assert_is_hex(out, sizeof(out), SEALED);
    }
    ssh2_chachapoly_free(cipher);
}

static void what_was_sealed_opens_in_place_and_elsewhere(void **state)
{
    struct ssh2_chachapoly *cipher = cipher_new();
    struct unhexed sealed = unhex(SEALED);
    uint8_t plain[PLAIN_BYTES], out[PLAIN_BYTES], length[SSH2_CHACHAPOLY_LENGTH_BYTES];
    uint8_t *in_place = sealed.bytes + SSH2_CHACHAPOLY_LENGTH_BYTES;

    (void)state;
    fill_plain(plain);
    assert_true(ssh2_chachapoly_decrypt_length(cipher, SEQUENCE_NUMBER, sealed.bytes, length));
    assert_memory_equal(length, length_field, sizeof(length));
    assert_true(ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER, view(&sealed), out));
    assert_memory_equal(out, plain, sizeof(plain));
    assert_true(ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER, view(&sealed), in_place));
    assert_memory_equal(in_place, plain, sizeof(plain));
    ssh2_chachapoly_free(cipher);
}

/* Threat P7: each bit of tag, body and length field counts. */
static void a_flip_of_any_single_bit_is_refused_and_nothing_is_written(void **state)
{
    struct ssh2_chachapoly *cipher = cipher_new();
    struct unhexed sealed = unhex(SEALED);
    uint8_t out[PLAIN_BYTES], untouched[PLAIN_BYTES];

    (void)state;
    memset(out, 0xee, sizeof(out));
    memset(untouched, 0xee, sizeof(untouched));
    for (size_t bit = 0; bit < 8 * SEALED_BYTES; bit++) {
        sealed.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER, view(&sealed), out));
        assert_memory_equal(out, untouched, sizeof(out));
        sealed.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_true(ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER, view(&sealed), out));
    ssh2_chachapoly_free(cipher);
}

static void another_sequence_number_is_refused(void **state)
{
    struct ssh2_chachapoly *cipher = cipher_new();
    struct unhexed sealed = unhex(SEALED);
    uint8_t out[PLAIN_BYTES];

    (void)state;
    for (unsigned bit = 0; bit < 32; bit++)
        assert_false(ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER ^ 1u << bit, view(&sealed), out));
    ssh2_chachapoly_free(cipher);
}

static void every_shorter_input_is_refused(void **state)
{
    struct ssh2_chachapoly *cipher = cipher_new();
    struct unhexed sealed = unhex(SEALED);
    uint8_t out[PLAIN_BYTES];

    (void)state;
    for (size_t len = 0; len < SEALED_BYTES; len++)
        assert_false(
            ssh2_chachapoly_open(cipher, SEQUENCE_NUMBER, ssh2_bytes(sealed.bytes, len), out));
    ssh2_chachapoly_free(cipher);
}

static void without_memory_there_is_no_cipher(void **state)
{
    static const uint8_t key[SSH2_CHACHAPOLY_KEY_BYTES];
    struct stingy s = { 0, 0 };
    void *holder = &s;
    struct ssh2_memory poor = stingy_memory(&holder);

    (void)state;
    assert_null(ssh2_chachapoly_new(&poor, key));
    ssh2_chachapoly_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_known_value_is_met_wherever_the_input_is_cut),
        cmocka_unit_test(what_was_sealed_opens_in_place_and_elsewhere),
        cmocka_unit_test(a_flip_of_any_single_bit_is_refused_and_nothing_is_written),
        cmocka_unit_test(another_sequence_number_is_refused),
        cmocka_unit_test(every_shorter_input_is_refused),
        cmocka_unit_test(without_memory_there_is_no_cipher),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
