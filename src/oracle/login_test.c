/* Ways to log in, and ways not to: RFC 4252; threats A1, A7, A10. */
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"
#include "src/oracle/scenario.h"
#include "src/transport/hostkey.h"

/* Opens a pair whose peer takes the key, and shakes hands. The blob is the caller's to free. */
static uint8_t *begin(struct ssh2_wire_pair *pair, enum ssh2_key_kind kind)
{
    struct ssh2_private_key *key = ssh2_peer_key(kind);
    struct ssh2_error error = { 0 };
    struct ssh2_scenario_log log = { .len = 0 };
    uint8_t *blob = NULL;
    struct ssh2_peer_settings settings = { .window = 0 };

    assert_non_null(key);
    assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &error, ssh2_private_key_public(key),
                                       &blob, &settings.user_key.len),
                     0);
    settings.user_key.data = blob;
    ssh2_private_key_free(key);
    assert_true(ssh2_wire_pair_open(pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(pair, &log), 0);
    return blob;
}

static int try_key(struct ssh2_wire_pair *pair, const char *pem)
{
    return libssh2_userauth_publickey_frommemory(pair->session, SSH2_PEER_USER,
                                                 sizeof(SSH2_PEER_USER) - 1, NULL, 0, pem,
                                                 strlen(pem), NULL);
}

static int try_password(struct ssh2_wire_pair *pair, const char *password)
{
    return libssh2_userauth_password(pair->session, SSH2_PEER_USER, password);
}

static void every_kind_of_key_logs_in(void **state)
{
    static const struct {
        enum ssh2_key_kind kind;
        const char *pem;
    } keys[] = {
        { SSH2_KEY_ED25519, TEST_ED25519_PKCS8 },   { SSH2_KEY_ECDSA_P256, TEST_P256_SEC1 },
        { SSH2_KEY_ECDSA_P384, TEST_P384_PKCS8 },   { SSH2_KEY_ECDSA_P521, TEST_P521_COMPRESSED },
        { SSH2_KEY_RSA, TEST_RSA_PKCS1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        struct ssh2_wire_pair pair;
        uint8_t *blob = begin(&pair, keys[i].kind);

        assert_int_equal(try_key(&pair, keys[i].pem), 0);
        assert_true(libssh2_userauth_authenticated(pair.session));
        assert_true(pair.peer->session.userauth.authenticated);
        ssh2_wire_pair_close(&pair);
        free(blob);
    }
}

static void after_any_failure_another_method_begins_afresh(void **state)
{
    struct ssh2_wire_pair pair;
    uint8_t *blob = begin(&pair, SSH2_KEY_ED25519);

    (void)state;
    assert_int_equal(try_password(&pair, "wrong"), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_not_equal(try_key(&pair, TEST_P256_SEC1), 0);
    assert_int_equal(try_password(&pair, ""), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_not_equal(try_key(&pair, "no key at all"), 0);
    assert_false(libssh2_userauth_authenticated(pair.session));
    assert_int_equal(try_key(&pair, TEST_ED25519_PKCS8), 0);
    assert_true(libssh2_userauth_authenticated(pair.session));
    ssh2_wire_pair_close(&pair);
    free(blob);
}

/* Callbacks that sign: what they sign, and how they may fail. */

struct signing {
    struct ssh2_private_key *key;
    unsigned calls;
    int flip; /* changes a byte of the signature */
    int rc;
};

static LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(sign)
{
    struct signing *signing = *abstract;
    struct ssh2_signature signature;

    (void)session;
    signing->calls++;
    if (signing->rc != 0)
        return signing->rc;
    assert_int_equal(ssh2_sign(signing->key, SSH2_HASH_SHA512, ssh2_bytes(data, data_len),
                               &signature),
                     SSH2_CRYPTO_OK);
    signature.bytes[0] ^= (uint8_t)signing->flip;
    *sig = malloc(signature.first_len);
    assert_non_null(*sig);
    memcpy(*sig, signature.bytes, signature.first_len);
    *sig_len = signature.first_len;
    return 0;
}

static int log_in_by_callback(struct signing *signing)
{
    struct ssh2_wire_pair pair;
    uint8_t *blob = begin(&pair, SSH2_KEY_ED25519);
    void *abstract = signing;
    int rc;

    signing->key = ssh2_peer_key(SSH2_KEY_ED25519);
    rc = libssh2_userauth_publickey(pair.session, SSH2_PEER_USER, blob,
                                    pair.peer->settings.user_key.len, sign, &abstract);
    assert_int_equal(libssh2_userauth_authenticated(pair.session), rc == 0);
    assert_int_equal(pair.peer->session.userauth.authenticated, rc == 0);
    ssh2_private_key_free(signing->key);
    ssh2_wire_pair_close(&pair);
    free(blob);
    return rc;
}

static void a_callback_signs_once(void **state)
{
    struct signing signing = { .calls = 0 };

    (void)state;
    assert_int_equal(log_in_by_callback(&signing), 0);
    assert_int_equal(signing.calls, 1);
}

static void a_wrong_signature_does_not_log_in(void **state)
{
    struct signing signing = { .flip = 1 };

    (void)state;
    assert_int_equal(log_in_by_callback(&signing), LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED);
}

static void a_callback_that_fails_does_not_log_in(void **state)
{
    struct signing signing = { .rc = -1 };

    (void)state;
    assert_int_not_equal(log_in_by_callback(&signing), 0);
}

/* An expired password */

static char new_password[sizeof(SSH2_PEER_NEW_PASSWORD)];

static LIBSSH2_PASSWD_CHANGEREQ_FUNC(give_new_password)
{
    (void)session;
    (void)abstract;
    if (new_password[0] == '\0')
        return;
    *newpw = strdup(new_password);
    *newpw_len = (int)strlen(new_password);
}

static int log_in_late(const char *change_to)
{
    struct ssh2_wire_pair pair;
    uint8_t *blob = begin(&pair, SSH2_KEY_ED25519);
    int rc;

    strcpy(new_password, change_to);
    rc = libssh2_userauth_password_ex(pair.session, SSH2_PEER_EXPIRED_USER,
                                      sizeof(SSH2_PEER_EXPIRED_USER) - 1, SSH2_PEER_PASSWORD,
                                      sizeof(SSH2_PEER_PASSWORD) - 1, give_new_password);
    assert_int_equal(libssh2_userauth_authenticated(pair.session), rc == 0);
    ssh2_wire_pair_close(&pair);
    free(blob);
    return rc;
}

static void an_expired_password_is_changed(void **state)
{
    (void)state;
    assert_int_equal(log_in_late(SSH2_PEER_NEW_PASSWORD), 0);
    assert_int_equal(log_in_late("too short"), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(log_in_late(""), LIBSSH2_ERROR_PASSWORD_EXPIRED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_key_logs_in),
        cmocka_unit_test(after_any_failure_another_method_begins_afresh),
        cmocka_unit_test(a_callback_signs_once),
        cmocka_unit_test(a_wrong_signature_does_not_log_in),
        cmocka_unit_test(a_callback_that_fails_does_not_log_in),
        cmocka_unit_test(an_expired_password_is_changed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
