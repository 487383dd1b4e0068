#include "src/session/keyfile_private.h"

#include "src/packet/agent/agent_private_ecdsa.h"
#include "src/packet/agent/agent_private_ed25519.h"
#include "src/packet/file/openssh_private_key_list.h"
#include "src/packet/key/pubkey_ed25519.h"
#include "src/packet/text/base64.h"
#include "src/session/keyfile_openssh.h"
#include "src/session/keyfile_testing.h"

#define LIST_MAX_BYTES 1024u
#define FILE_MAX_BYTES 4096u

/* An Ed25519 key list to be spoilt. */
struct list {
    uint8_t seed[SSH2_ED25519_SEED_BYTES];
    uint8_t public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    uint8_t bytes[LIST_MAX_BYTES];
    struct ssh2_writer w;
    uint8_t blob[128];
    struct ssh2_writer blob_writer;
};

static void make_list(struct list *list, uint32_t second_check_word, const char *padding)
{
    uint8_t both[64];
    struct ssh2_agent_private_ed25519 key;
    struct ssh2_pubkey_ed25519 public_key;

    memset(list->seed, 7, sizeof(list->seed));
    ssh2_ed25519_public(list->seed, list->public_bytes);
    memcpy(both, list->seed, 32);
    memcpy(both + 32, list->public_bytes, 32);
    key.enc_a = ssh2_bytes(list->public_bytes, 32);
    key.k_enc_a = ssh2_bytes(both, sizeof(both));
    public_key.key = key.enc_a;

    list->w = ssh2_writer(list->bytes, sizeof(list->bytes));
    ssh2_write_uint32(&list->w, 1234);
    ssh2_write_uint32(&list->w, second_check_word);
    ssh2_agent_private_ed25519_write(&list->w, &key);
    ssh2_write_string(&list->w, ssh2_text("a comment"));
    ssh2_write_bytes(&list->w, ssh2_text(padding));
    list->blob_writer = ssh2_writer(list->blob, sizeof(list->blob));
    ssh2_pubkey_ed25519_write(&list->blob_writer, &public_key);
    assert_int_equal(list->w.status, SSH2_OK);
    assert_int_equal(list->blob_writer.status, SSH2_OK);
}

static int open_list(const struct list *list, bool encrypted, struct ssh2_error *error)
{
    struct ssh2_private_key *key = NULL;
    int rc = ssh2_keyfile_private_list(&ssh2_memory_default, error, ssh2_written(&list->w),
                                       encrypted, ssh2_written(&list->blob_writer),
                                       ssh2_keyfile_take_private, &key);

    if (rc == 0)
        assert_non_null(key);
    ssh2_private_key_free(key);
    return rc;
}

static void check_words_tell_a_wrong_passphrase(void **state)
{
    struct ssh2_error error = { 0 };
    struct list list;

    (void)state;
    make_list(&list, 1234, "");
    assert_int_equal(open_list(&list, true, &error), 0);
    make_list(&list, 1235, "");
    assert_int_equal(open_list(&list, true, &error), LIBSSH2_ERROR_KEYFILE_AUTH_FAILED);
    assert_int_equal(open_list(&list, false, &error), LIBSSH2_ERROR_FILE);
}

/* Threat G7. */
static void padding_counts_from_one(void **state)
{
    static const struct {
        const char *padding;
        int result;
    } cases[] = {
        { "", 0 },
        { "\1", 0 },
        { "\1\2\3\4\5\6\7", 0 },
        { "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 0 },
        { "\2", LIBSSH2_ERROR_FILE },
        { "\1\1", LIBSSH2_ERROR_FILE },
        { "\1\2\4", LIBSSH2_ERROR_FILE },
        { "xxxx", LIBSSH2_ERROR_FILE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_error error = { 0 };
        struct list list;

        make_list(&list, 1234, cases[i].padding);
        assert_int_equal(open_list(&list, false, &error), cases[i].result);
    }
}

static void padding_has_at_most_255_bytes(void **state)
{
    struct ssh2_error error = { 0 };
    struct list list;

    (void)state;
    make_list(&list, 1234, "");
    for (unsigned i = 1; i <= 255; i++)
        ssh2_write_byte(&list.w, (uint8_t)i);
    assert_int_equal(open_list(&list, false, &error), 0);
    ssh2_write_byte(&list.w, 0);
    assert_int_equal(open_list(&list, false, &error), LIBSSH2_ERROR_FILE);
}

/* Threat G12. */
static void the_outer_public_key_is_the_keys_own(void **state)
{
    struct ssh2_error error = { 0 };
    struct list list;

    (void)state;
    for (size_t i = 0; i < 51; i++) {
        make_list(&list, 1234, "");
        assert_int_equal(list.blob_writer.len, 51);
        list.blob[i] ^= 1;
        assert_int_equal(open_list(&list, false, &error), LIBSSH2_ERROR_FILE);
    }
    make_list(&list, 1234, "");
    ssh2_write_byte(&list.blob_writer, 0);
    assert_int_equal(open_list(&list, false, &error), LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "public key"));
}

/* A list with only a key type in it, and what would be needed for an ECDSA key. */
static int open_typed(const char *type, const char *curve, struct ssh2_error *error)
{
    struct list list;
    uint8_t d[32] = { 1 };
    uint8_t q[65] = { 4 };
    struct ssh2_agent_private_ecdsa key = { ssh2_text(type), ssh2_text(curve),
                                            ssh2_bytes(q, sizeof(q)), ssh2_bytes(d, sizeof(d)) };

    make_list(&list, 1234, "");
    list.w = ssh2_writer(list.bytes, sizeof(list.bytes));
    ssh2_write_uint32(&list.w, 1);
    ssh2_write_uint32(&list.w, 1);
    ssh2_agent_private_ecdsa_write(&list.w, &key);
    ssh2_write_string(&list.w, ssh2_text(""));
    return open_list(&list, false, error);
}

static void types_that_are_not_supported_are_named(void **state)
{
    struct ssh2_error error = { 0 };

    (void)state;
    assert_int_equal(open_typed("ssh-xmss@openssh.com", "", &error), LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "ssh-xmss@openssh.com"));
    assert_int_equal(open_typed("", "", &error), LIBSSH2_ERROR_FILE);
}

/* Threat H6. */
static void type_and_curve_agree(void **state)
{
    struct ssh2_error error = { 0 };

    (void)state;
    assert_int_equal(open_typed("ecdsa-sha2-nistp256", "nistp384", &error), LIBSSH2_ERROR_FILE);
    assert_int_equal(open_typed("ecdsa-sha2-nistp384", "nistp256", &error), LIBSSH2_ERROR_FILE);
    assert_int_equal(open_typed("ecdsa-sha2-nistp256", "", &error), LIBSSH2_ERROR_FILE);
    assert_int_equal(open_typed("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", &error),
                     LIBSSH2_ERROR_FILE);
}

/* The bytes behind the base64 of a file. */
static struct ssh2_writer decode_file(const char *name, uint8_t bytes[FILE_MAX_BYTES])
{
    struct text text = load(name);
    struct ssh2_writer w = ssh2_writer(bytes, FILE_MAX_BYTES);
    char *body = strchr(text.bytes, '\n') + 1;
    size_t len = (size_t)(strstr(body, "-----END") - body);

    assert_int_equal(ssh2_base64_decode(ssh2_bytes(body, len), SSH2_BASE64_LINES, &w).status,
                     SSH2_OK);
    return w;
}

static int open_bytes(struct ssh2_bytes bytes, struct ssh2_error *error,
                      struct ssh2_private_key **key)
{
    static uint8_t base64[2 * FILE_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(base64, sizeof(base64));

    *key = NULL;
    ssh2_write_base64(&w, bytes);
    int rc = ssh2_keyfile_openssh(&ssh2_memory_default, error, ssh2_written(&w),
                                  ssh2_text(PASSPHRASE), ssh2_keyfile_take_private, key);

    if (rc != 0) {
        ssh2_private_key_free(*key);
        *key = NULL;
    }
    return rc;
}

/* Threat G12. What may change is the comment, and its length when that swallows the padding. */
static void a_flipped_bit_anywhere_never_gives_another_key(void **state)
{
    static const struct {
        const char *name, *public_name;
        size_t step; /* 7 visits every place in a byte in turn */
    } keys[] = {
        { "ed25519", "ed25519.pub", 1 },
        { "ecdsa256", "ecdsa256.pub", 7 },
        { "ecdsa521", "ecdsa521.pub", 7 },
    };
    const size_t harmless_max = 8 * (4 + strlen("ecdsa256, for tests"));

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        uint8_t bytes[FILE_MAX_BYTES];
        struct ssh2_writer w = decode_file(keys[i].name, bytes);
        size_t accepted = 0;

        for (size_t bit = 0; bit < 8 * w.len; bit += keys[i].step) {
            struct ssh2_private_key *key = NULL;
            struct ssh2_error error = { 0 };

            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
            if (open_bytes(ssh2_written(&w), &error, &key) == 0) {
                assert_true(belongs_to(key, keys[i].public_name));
                accepted++;
            }
            ssh2_private_key_free(key);
            bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        assert_in_range(accepted, 1, harmless_max);
    }
}

/* A bit of every other byte: checking an RSA key takes its time. */
static void a_flipped_bit_of_an_rsa_number_is_found(void **state)
{
    uint8_t bytes[FILE_MAX_BYTES];
    struct ssh2_writer w = decode_file("rsa2048", bytes);

    (void)state;
    for (size_t i = 0; i < w.len; i += 2) {
        struct ssh2_private_key *key = NULL;
        struct ssh2_error error = { 0 };

        bytes[i] ^= 4;
        if (open_bytes(ssh2_written(&w), &error, &key) == 0)
            assert_true(belongs_to(key, "rsa2048.pub") && i > w.len - 32); /* the comment */
        ssh2_private_key_free(key);
        bytes[i] ^= 4;
    }
}

#define LIST_LEN_ED25519_AES 160u /* two check words, 83 and 68 bytes of key, comment, padding */

static void a_flipped_bit_under_an_aead_cipher_is_always_found(void **state)
{
    static const char *const names[] = { "ed25519_aes256-gcm@openssh.com",
                                         "ed25519_chacha20-poly1305@openssh.com" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        uint8_t bytes[FILE_MAX_BYTES];
        struct ssh2_writer w = decode_file(names[i], bytes);

        for (size_t k = w.len - LIST_LEN_ED25519_AES; k < w.len; k += 9) { /* bcrypt is slow */
            struct ssh2_private_key *key = NULL;
            struct ssh2_error error = { 0 };

            bytes[k] ^= 0x10;
            assert_int_equal(open_bytes(ssh2_written(&w), &error, &key),
                             LIBSSH2_ERROR_KEYFILE_AUTH_FAILED);
            bytes[k] ^= 0x10;
        }
    }
}

/* Finds a text in bytes; the file is known to hold it. */
static uint8_t *find(uint8_t *bytes, size_t len, const char *text)
{
    for (size_t i = 0; i + strlen(text) <= len; i++)
        if (memcmp(bytes + i, text, strlen(text)) == 0)
            return bytes + i;
    fail_msg("no %s", text);
    return NULL;
}

/* Threat G8: refused before any work is done. */
static void too_many_rounds_are_refused_by_number(void **state)
{
    uint8_t bytes[FILE_MAX_BYTES];
    struct ssh2_writer w = decode_file("ed25519_aes256-ctr", bytes);
    uint8_t *rounds = find(bytes, w.len, "bcrypt") + strlen("bcrypt") + 4 + 4 + 16;
    struct ssh2_private_key *key = NULL;
    struct ssh2_error error = { 0 };

    (void)state;
    assert_memory_equal(rounds, "\0\0\0\2", 4); /* as make.sh asked for */
    memset(rounds, 0xff, 4);
    assert_int_equal(open_bytes(ssh2_written(&w), &error, &key), LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "4294967295"));
    memset(rounds, 0, 4);
    assert_int_equal(open_bytes(ssh2_written(&w), &error, &key), LIBSSH2_ERROR_FILE);
}

static void an_unknown_cipher_or_derivation_is_named(void **state)
{
    uint8_t bytes[FILE_MAX_BYTES];
    struct ssh2_writer w = decode_file("ed25519_aes256-ctr", bytes);
    struct ssh2_private_key *key = NULL;
    struct ssh2_error error = { 0 };

    (void)state;
    memcpy(find(bytes, w.len, "aes256-ctr"), "aes999-xyz", 10);
    assert_int_equal(open_bytes(ssh2_written(&w), &error, &key), LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "aes999-xyz"));

    w = decode_file("ed25519_aes256-ctr", bytes);
    memcpy(find(bytes, w.len, "bcrypt"), "scrypt", 6);
    assert_int_equal(open_bytes(ssh2_written(&w), &error, &key), LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "scrypt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_words_tell_a_wrong_passphrase),
        cmocka_unit_test(padding_counts_from_one),
        cmocka_unit_test(padding_has_at_most_255_bytes),
        cmocka_unit_test(the_outer_public_key_is_the_keys_own),
        cmocka_unit_test(types_that_are_not_supported_are_named),
        cmocka_unit_test(type_and_curve_agree),
        cmocka_unit_test(a_flipped_bit_anywhere_never_gives_another_key),
        cmocka_unit_test(a_flipped_bit_of_an_rsa_number_is_found),
        cmocka_unit_test(a_flipped_bit_under_an_aead_cipher_is_always_found),
        cmocka_unit_test(too_many_rounds_are_refused_by_number),
        cmocka_unit_test(an_unknown_cipher_or_derivation_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
