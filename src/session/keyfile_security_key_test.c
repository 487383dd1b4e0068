/* FIDO keys in key files: OpenSSH's PROTOCOL.u2f; threats G7, G9, G12. */
#include "src/session/keyfile_testing.h"

static int open_text(const struct text *text, const char *passphrase, struct ssh2_security_key *key,
                     struct ssh2_error *error)
{
    return ssh2_keyfile_security_key(&ssh2_memory_default, error, text_view(text), passphrase, key);
}

/* Whether the key's blob is what the named public key file holds. */
static bool is_blob_of(const struct ssh2_security_key *key, const char *public_name)
{
    struct ssh2_error error = { 0 };
    struct text text = load(public_name);
    struct ssh2_bytes blob, type;
    bool is_same;

    assert_int_equal(
        ssh2_keyfile_public(&ssh2_memory_default, &error, text_view(&text), &blob, &type), 0);
    is_same = ssh2_bytes_equal(blob, key->public_key);
    free((void *)(uintptr_t)blob.data);
    return is_same;
}

static void a_file_tells_all_about_its_fido_key(void **state)
{
    static const struct {
        const char *name, *passphrase, *public_name, *handle;
        int type;
    } files[] = {
        { "sk_ed25519", NULL, "sk_ed25519.pub", "handle of ed25519", LIBSSH2_HOSTKEY_TYPE_ED25519 },
        { "sk_ed25519_aes256-ctr", PASSPHRASE, "sk_ed25519.pub", "handle of ed25519",
          LIBSSH2_HOSTKEY_TYPE_ED25519 },
        { "sk_ecdsa256", "", "sk_ecdsa256.pub", "handle of ecdsa256",
          LIBSSH2_HOSTKEY_TYPE_ECDSA_256 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct text text = load(files[i].name);
        struct ssh2_error error = { 0 };
        struct ssh2_security_key key;

        assert_int_equal(open_text(&text, files[i].passphrase, &key, &error), 0);
        assert_int_equal(key.type, files[i].type);
        assert_int_equal(key.flags, LIBSSH2_SK_PRESENCE_REQUIRED);
        assert_string_equal(key.application, "ssh:");
        assert_true(ssh2_bytes_equal(key.key_handle, ssh2_text(files[i].handle)));
        assert_true(is_blob_of(&key, files[i].public_name));
        ssh2_security_key_free(&ssh2_memory_default, &key);
    }
}

static void what_is_no_fido_key_is_refused(void **state)
{
    static const struct {
        const char *name, *passphrase;
        int rc;
        const char *sentence;
    } files[] = {
        { "ed25519", NULL, LIBSSH2_ERROR_FILE, "no FIDO key" },
        { "ecdsa256_pkcs8", NULL, LIBSSH2_ERROR_FILE, "PEM" },
        { "sk_ed25519.pub", NULL, LIBSSH2_ERROR_FILE, "public key" },
        { "sk_ed25519_aes256-ctr", "wrong", LIBSSH2_ERROR_KEYFILE_AUTH_FAILED, "passphrase" },
        { "sk_ed25519_aes256-ctr", NULL, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED, "passphrase" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct text text = load(files[i].name);
        struct ssh2_error error = { 0 };
        struct ssh2_security_key key;

        assert_int_equal(open_text(&text, files[i].passphrase, &key, &error), files[i].rc);
        assert_non_null(strstr(error.message, files[i].sentence));
        assert_null(key.application);
    }
}

/* The private half of a FIDO key is not here: asking for it says where it would sign. */
static void a_fido_key_is_no_private_key(void **state)
{
    struct text text = load("sk_ed25519");
    struct ssh2_error error = { 0 };
    struct ssh2_private_key *key = NULL;

    (void)state;
    assert_int_equal(
        ssh2_keyfile_private(&ssh2_memory_default, &error, text_view(&text), NULL, &key),
        LIBSSH2_ERROR_FILE);
    assert_non_null(strstr(error.message, "FIDO"));
    assert_null(key);
}

static void a_fido_key_cut_at_any_byte_is_refused(void **state)
{
    struct text text = load("sk_ecdsa256");
    size_t whole = text.len;

    (void)state;
    for (text.len = 0; text.len + 2 < whole; text.len++) { /* the last line needs no end */
        struct ssh2_error error = { 0 };
        struct ssh2_security_key key;

        assert_int_equal(open_text(&text, NULL, &key, &error), LIBSSH2_ERROR_FILE);
        assert_null(key.application);
    }
}

/* Any character of the base64 changed into another: never a crash, and never another key than the
 * public half says. */
static void a_changed_fido_key_is_refused_or_the_same(void **state)
{
    struct text whole = load("sk_ed25519");

    (void)state;
    for (size_t i = 0; i < whole.len; i++) {
        struct text text = whole;
        struct ssh2_error error = { 0 };
        struct ssh2_security_key key;

        text.bytes[i] = text.bytes[i] == 'A' ? 'B' : 'A';
        if (open_text(&text, NULL, &key, &error) == 0)
            assert_true(is_blob_of(&key, "sk_ed25519.pub"));
        ssh2_security_key_free(&ssh2_memory_default, &key);
    }
}

static void a_fido_key_survives_any_allocation_that_fails(void **state)
{
    struct text text = load("sk_ed25519");
    struct stingy stingy = { 0 };
    void *holder = &stingy;
    struct ssh2_memory memory = stingy_memory(&holder);
    int rc = LIBSSH2_ERROR_ALLOC;

    (void)state;
    for (size_t allowance = 0; rc != 0; allowance++) {
        struct ssh2_error error = { 0 };
        struct ssh2_security_key key;

        stingy.allowance = allowance;
        rc = ssh2_keyfile_security_key(&memory, &error, text_view(&text), NULL, &key);
        if (rc != 0)
            assert_int_equal(rc, LIBSSH2_ERROR_ALLOC);
        ssh2_security_key_free(&memory, &key);
        assert_int_equal(stingy.in_use, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_tells_all_about_its_fido_key),
        cmocka_unit_test(what_is_no_fido_key_is_refused),
        cmocka_unit_test(a_fido_key_is_no_private_key),
        cmocka_unit_test(a_fido_key_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_changed_fido_key_is_refused_or_the_same),
        cmocka_unit_test(a_fido_key_survives_any_allocation_that_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
