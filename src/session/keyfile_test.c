#include "src/session/keyfile.h"

#include "src/session/keyfile_testing.h"

static const struct {
    const char *name;
    const char *public_name;
    bool encrypted;
} files[] = {
    { "ed25519", "ed25519.pub", false },
    { "ed25519_crlf", "ed25519.pub", false },
    { "ed25519_aes128-ctr", "ed25519.pub", true },
    { "ed25519_aes192-ctr", "ed25519.pub", true },
    { "ed25519_aes256-ctr", "ed25519.pub", true },
    { "ed25519_aes128-cbc", "ed25519.pub", true },
    { "ed25519_aes192-cbc", "ed25519.pub", true },
    { "ed25519_aes256-cbc", "ed25519.pub", true },
    { "ed25519_3des-cbc", "ed25519.pub", true },
    { "ed25519_aes128-gcm@openssh.com", "ed25519.pub", true },
    { "ed25519_aes256-gcm@openssh.com", "ed25519.pub", true },
    { "ed25519_chacha20-poly1305@openssh.com", "ed25519.pub", true },
    { "ed25519_pkcs8", "ed25519.pub", false },
    { "ed25519_pkcs8_encrypted", "ed25519.pub", true },
    { "ecdsa256", "ecdsa256.pub", false },
    { "ecdsa256_aes256-ctr", "ecdsa256.pub", true },
    { "ecdsa256_traditional", "ecdsa256.pub", false },
    { "ecdsa256_traditional_encrypted", "ecdsa256.pub", true },
    { "ecdsa256_pkcs8", "ecdsa256.pub", false },
    { "ecdsa256_pkcs8_encrypted", "ecdsa256.pub", true },
    { "ecdsa256_with_parameters", "ecdsa256.pub", false },
    { "ecdsa384", "ecdsa384.pub", false },
    { "ecdsa384_aes256-ctr", "ecdsa384.pub", true },
    { "ecdsa384_traditional", "ecdsa384.pub", false },
    { "ecdsa384_traditional_encrypted", "ecdsa384.pub", true },
    { "ecdsa384_pkcs8", "ecdsa384.pub", false },
    { "ecdsa384_pkcs8_encrypted", "ecdsa384.pub", true },
    { "ecdsa521", "ecdsa521.pub", false },
    { "ecdsa521_aes256-ctr", "ecdsa521.pub", true },
    { "ecdsa521_traditional", "ecdsa521.pub", false },
    { "ecdsa521_traditional_encrypted", "ecdsa521.pub", true },
    { "ecdsa521_pkcs8", "ecdsa521.pub", false },
    { "ecdsa521_pkcs8_encrypted", "ecdsa521.pub", true },
    { "dsa", "dsa.pub", false },
    { "dsa_aes256-ctr", "dsa.pub", true },
    { "dsa_traditional", "dsa.pub", false },
    { "dsa_traditional_encrypted", "dsa.pub", true },
    { "dsa_pkcs8", "dsa.pub", false },
    { "dsa_pkcs8_encrypted", "dsa.pub", true },
    { "rsa2048", "rsa2048.pub", false },
    { "rsa2048_aes256-ctr", "rsa2048.pub", true },
    { "rsa2048_traditional", "rsa2048.pub", false },
    { "rsa2048_traditional_encrypted", "rsa2048.pub", true },
    { "rsa2048_pkcs8", "rsa2048.pub", false },
    { "rsa2048_pkcs8_encrypted", "rsa2048.pub", true },
    { "rsa2048_with_attributes", "rsa2048.pub", false },
};

#define FILE_COUNT (sizeof(files) / sizeof(files[0]))

static int open_text(struct ssh2_bytes text, const char *passphrase, struct ssh2_error *error,
                     struct ssh2_private_key **key)
{
    memset(error, 0, sizeof(*error));
    return ssh2_keyfile_private(&ssh2_memory_default, error, text, passphrase, key);
}

static void every_form_and_cipher_gives_the_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct text text = load(files[i].name);
        const char *passphrase = files[i].encrypted ? PASSPHRASE : NULL;
        struct ssh2_private_key *key = NULL;
        struct ssh2_error error = { 0 };

        if (open_text(text_view(&text), passphrase, &error, &key) != 0)
            fail_msg("%s: %s", files[i].name, error.message);
        if (!belongs_to(key, files[i].public_name))
            fail_msg("%s: another key", files[i].name);
        ssh2_private_key_free(key);
    }
}

static void a_passphrase_that_is_not_needed_does_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct text text = load(files[i].name);
        struct ssh2_private_key *key = NULL;
        struct ssh2_error error = { 0 };

        if (!files[i].encrypted && open_text(text_view(&text), "x", &error, &key) != 0)
            fail_msg("%s: %s", files[i].name, error.message);
        ssh2_private_key_free(key);
    }
}

static void a_wrong_or_missing_passphrase_is_told_apart_from_damage(void **state)
{
    static const char *const wrong[] = { NULL, "", "open sesam", "open sesame ", "Open sesame" };

    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct text text = load(files[i].name);

        for (size_t k = 0; files[i].encrypted && k < sizeof(wrong) / sizeof(wrong[0]); k++) {
            struct ssh2_private_key *key = NULL;
            struct ssh2_error error = { 0 };
            int rc = open_text(text_view(&text), wrong[k], &error, &key);

            if (rc != LIBSSH2_ERROR_KEYFILE_AUTH_FAILED || error.code != rc)
                fail_msg("%s: %d, %s", files[i].name, rc, error.message);
            if (strstr(error.message, "passphrase") == NULL)
                fail_msg("%s: %s", files[i].name, error.message);
            assert_null(key);
        }
    }
}

static const struct {
    const char *text;
    const char *says; /* in the sentence */
} others[] = {
    { "", "no private key" },
    { "\n\n", "no private key" },
    { "just some words", "no private key" },
    { "PuTTY-User-Key-File-3: ssh-ed25519\r\n", "PuTTY" },
    { "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n", "ssh.com" },
    { "---- BEGIN SSH2 PUBLIC KEY ----\n", "public key" },
    { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 a\n", "public key" },
    { "ecdsa-sha2-nistp256 AAAA\n", "public key" },
    { "-----BEGIN PUBLIC KEY-----\n", "public key" },
    { "-----BEGIN CERTIFICATE-----\n", "certificate" },
    { "-----BEGIN DSA PRIVATE KEY-----\n", "cut short" },
    { "SSH PRIVATE KEY FILE FORMAT 1.1\n", "protocol 1" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\n", "cut short" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n", "damaged" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\nAA*A\n-----END OPENSSH PRIVATE KEY-----\n", "damaged" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n", "damaged" },
    { "-----BEGIN RSA PRIVATE KEY-----\n", "cut short" },
    { "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n", "RSA PRIVATE KEY" },
    { "-----BEGIN SAUSAGE-----\nAAAA\n-----END SAUSAGE-----\n", "SAUSAGE" },
};

static void other_files_are_named_for_what_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct ssh2_private_key *key = NULL;
        struct ssh2_error error = { 0 };

        assert_int_equal(open_text(ssh2_text(others[i].text), NULL, &error, &key),
                         LIBSSH2_ERROR_FILE);
        assert_null(key);
        if (strstr(error.message, others[i].says) == NULL)
            fail_msg("%s: %s", others[i].text, error.message);
    }
}

static void a_file_over_a_mebibyte_is_refused(void **state)
{
    struct ssh2_bytes text = { calloc(1, SSH2_KEYFILE_MAX_BYTES + 1), SSH2_KEYFILE_MAX_BYTES + 1 };
    struct ssh2_private_key *key = NULL;
    struct ssh2_bytes blob, type;
    struct ssh2_error error = { 0 };

    (void)state;
    assert_int_equal(open_text(text, NULL, &error, &key), LIBSSH2_ERROR_FILE);
    assert_int_equal(ssh2_keyfile_public(&ssh2_memory_default, &error, text, &blob, &type),
                     LIBSSH2_ERROR_FILE);
    free((void *)(uintptr_t)text.data);
}

/* Threat G7. Only the newline at the very end may be missing. */
static void a_file_cut_at_any_byte_is_refused(void **state)
{
    static const char *const names[] = { "ed25519", "ed25519_aes256-gcm@openssh.com",
                                         "ecdsa256_traditional", "ecdsa256_traditional_encrypted",
                                         "ed25519_pkcs8_encrypted" };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct text text = load(names[i]);

        for (size_t len = 0; len < text.len - 1; len++) {
            char *cut = malloc(len + 1);
            struct ssh2_private_key *key = NULL;
            struct ssh2_error error = { 0 };

            memcpy(cut, text.bytes, len);
            if (open_text(ssh2_bytes(cut, len), PASSPHRASE, &error, &key) == 0)
                fail_msg("%s with %zu bytes", names[i], len);
            assert_null(key);
            free(cut);
        }
    }
}

/* Threat G9. */
static void a_failed_allocation_is_reported_as_such(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct text text = load(files[i].name);
        struct stingy stingy = { .allowance = 0 };
        void *holder = &stingy;
        struct ssh2_memory memory = stingy_memory(&holder);
        struct ssh2_private_key *key = NULL;
        struct ssh2_error error = { 0 };
        int rc = LIBSSH2_ERROR_ALLOC;

        for (size_t n = 0; rc == LIBSSH2_ERROR_ALLOC; n++) {
            stingy.allowance = n;
            rc = ssh2_keyfile_private(&memory, &error, text_view(&text), PASSPHRASE, &key);
            assert_true(n < 100);
            assert_true(rc == 0 || stingy.in_use == 0);
        }
        if (rc != 0)
            fail_msg("%s: %d, %s", files[i].name, rc, error.message);
        ssh2_private_key_free(key);
        assert_int_equal(stingy.in_use, 0);
    }
}

static void public_keys_and_certificates_are_read_from_the_first_line(void **state)
{
    static const struct {
        const char *name, *type;
    } publics[] = {
        { "ed25519.pub", "ssh-ed25519" },
        { "ed25519-cert.pub", "ssh-ed25519-cert-v01@openssh.com" },
        { "ecdsa256.pub", "ecdsa-sha2-nistp256" },
        { "ecdsa384.pub", "ecdsa-sha2-nistp384" },
        { "ecdsa521.pub", "ecdsa-sha2-nistp521" },
        { "rsa2048.pub", "ssh-rsa" },
        { "dsa.pub", "ssh-dss" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(publics) / sizeof(publics[0]); i++) {
        struct text text = load(publics[i].name);
        struct ssh2_bytes blob, type;
        struct ssh2_error error = { 0 };

        memcpy(text.bytes + text.len, "second line", 11);
        text.len += 11;
        assert_int_equal(ssh2_keyfile_public(&ssh2_memory_default, &error, text_view(&text), &blob,
                                             &type), 0);
        assert_true(ssh2_bytes_equal(type, ssh2_text(publics[i].type)));
        free((void *)(uintptr_t)blob.data);
    }
}

static void what_is_no_public_key_is_refused(void **state)
{
    static const char *const texts[] = {
        "", "\n", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa AAAAC3NzaC1lZDI1NTE5",
        "-----BEGIN PUBLIC KEY-----\n", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5=",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct ssh2_bytes blob, type;
        struct ssh2_error error = { 0 };

        if (ssh2_keyfile_public(&ssh2_memory_default, &error, ssh2_text(texts[i]), &blob, &type) !=
            LIBSSH2_ERROR_FILE)
            fail_msg("%s", texts[i]);
        assert_null(blob.data);
        assert_int_equal(type.len, 0);
    }
}

static void a_trailing_blank_of_a_public_key_is_ignored(void **state)
{
    struct ssh2_bytes blob, type;
    struct ssh2_error error = { 0 };

    (void)state;
    assert_int_equal(ssh2_keyfile_public(&ssh2_memory_default, &error,
                                         ssh2_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5  \r\n"), &blob,
                                         &type), 0);
    assert_int_equal(blob.len, 15);
    free((void *)(uintptr_t)blob.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_and_cipher_gives_the_key),
        cmocka_unit_test(a_passphrase_that_is_not_needed_does_no_harm),
        cmocka_unit_test(a_wrong_or_missing_passphrase_is_told_apart_from_damage),
        cmocka_unit_test(other_files_are_named_for_what_they_are),
        cmocka_unit_test(a_file_over_a_mebibyte_is_refused),
        cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_failed_allocation_is_reported_as_such),
        cmocka_unit_test(public_keys_and_certificates_are_read_from_the_first_line),
        cmocka_unit_test(what_is_no_public_key_is_refused),
        cmocka_unit_test(a_trailing_blank_of_a_public_key_is_ignored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
