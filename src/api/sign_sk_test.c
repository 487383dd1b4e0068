/* libssh2_sign_sk(): what the authenticator says, as SSH writes it. OpenSSH's PROTOCOL.u2f. */
#include <stdlib.h>
#include <string.h>

#include "include/libssh2.h"
#include "src/crypto/testing.h"
#include "src/wire/bytes.h"

static unsigned char *copy(struct ssh2_bytes bytes)
{
    unsigned char *out = malloc(bytes.len);

    assert_non_null(out);
    memcpy(out, bytes.data, bytes.len);
    return out;
}

static LIBSSH2_USERAUTH_SK_SIGN_FUNC(give_numbers)
{
    static const unsigned char r[] = { 0, 0, 0x80, 1 }, s[] = { 0x7f };

    (void)session;
    (void)data;
    (void)data_len;
    (void)flags;
    (void)application;
    (void)key_handle;
    (void)key_handle_len;
    (void)abstract;
    sig_info->flags = 5;
    sig_info->counter = 0x01020304;
    sig_info->sig_r = copy(ssh2_bytes(r, sizeof(r)));
    sig_info->sig_r_len = sizeof(r);
    if (algorithm == LIBSSH2_HOSTKEY_TYPE_ECDSA_256) {
        sig_info->sig_s = copy(ssh2_bytes(s, sizeof(s)));
        sig_info->sig_s_len = sizeof(s);
    }
    return 0;
}

static void sign_sk_encodes_what_the_authenticator_says(void **state)
{
    static const unsigned char handle[] = { 1 };
    LIBSSH2_PRIVKEY_SK key = { .algorithm = LIBSSH2_HOSTKEY_TYPE_ED25519,
                               .application = "ssh:",
                               .key_handle = handle,
                               .handle_len = 1,
                               .sign_callback = give_numbers };
    LIBSSH2_SESSION *session = libssh2_session_init();
    void *abstract = &key;
    unsigned char *sig = NULL;
    size_t len = 0;

    (void)state;
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, &abstract), 0);
    assert_is_hex(sig, len, "00000004" "00008001" "05" "01020304");
    libssh2_free(session, sig);
    key.algorithm = LIBSSH2_HOSTKEY_TYPE_ECDSA_256;
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, &abstract), 0);
    assert_is_hex(sig, len, "0000000c" "00000003" "008001" "00000001" "7f" "05" "01020304");
    libssh2_free(session, sig);
    libssh2_session_free(session);
}

static void sign_sk_refuses_what_is_no_key(void **state)
{
    static const unsigned char handle[] = { 1 };
    LIBSSH2_PRIVKEY_SK key = { .algorithm = LIBSSH2_HOSTKEY_TYPE_ED25519,
                               .sign_callback = give_numbers };
    LIBSSH2_SESSION *session = libssh2_session_init();
    void *abstract = &key, *nothing = NULL;
    unsigned char *sig = NULL;
    size_t len = 0;

    (void)state;
    assert_int_equal(libssh2_sign_sk(NULL, &sig, &len, handle, 1, &abstract), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, NULL, &len, handle, 1, &abstract),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, &sig, NULL, handle, 1, &abstract),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, NULL, 1, &abstract),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, NULL), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, &nothing),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, &abstract),
                     LIBSSH2_ERROR_DECRYPT);
    key.key_handle = handle;
    key.handle_len = sizeof(handle);
    key.algorithm = LIBSSH2_HOSTKEY_TYPE_RSA;
    assert_int_equal(libssh2_sign_sk(session, &sig, &len, handle, 1, &abstract),
                     LIBSSH2_ERROR_BAD_USE);
    assert_null(sig);
    libssh2_session_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sign_sk_encodes_what_the_authenticator_says),
        cmocka_unit_test(sign_sk_refuses_what_is_no_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
