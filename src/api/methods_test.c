/* What programs may ask for before they shake hands: docs/spec/behaviour.md, section 5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "include/libssh2.h"

static int set_up(void **state)
{
    *state = libssh2_session_init();
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    return libssh2_session_free(*state);
}

static bool lists(LIBSSH2_SESSION *session, int type, const char *name)
{
    const char **names = NULL;
    int count = libssh2_session_supported_algs(session, type, &names);
    bool found = false;

    assert_true(count > 0);
    for (int i = 0; i < count; i++)
        found = strcmp(names[i], name) == 0 || found;
    libssh2_free(session, names);
    return found;
}

static void every_list_has_what_the_tables_say(void **state)
{
    static const struct {
        int type;
        const char *name;
    } listed[] = {
        { LIBSSH2_METHOD_KEX, "curve25519-sha256" },
        { LIBSSH2_METHOD_KEX, "diffie-hellman-group-exchange-sha256" },
        { LIBSSH2_METHOD_KEX, "diffie-hellman-group-exchange-sha1" },
        { LIBSSH2_METHOD_KEX, "diffie-hellman-group1-sha1" },
        { LIBSSH2_METHOD_KEX, "ext-info-c" },
        { LIBSSH2_METHOD_KEX, "kex-strict-c-v00@openssh.com" },
        { LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519" },
        { LIBSSH2_METHOD_HOSTKEY, "ssh-rsa" },
        { LIBSSH2_METHOD_HOSTKEY, "ssh-dss" },
        { LIBSSH2_METHOD_CRYPT_CS, "aes256-cbc" },
        { LIBSSH2_METHOD_CRYPT_SC, "rijndael-cbc@lysator.liu.se" },
        { LIBSSH2_METHOD_CRYPT_SC, "3des-cbc" },
        { LIBSSH2_METHOD_MAC_CS, "hmac-sha1-96" },
        { LIBSSH2_METHOD_MAC_CS, "hmac-md5-96" },
        { LIBSSH2_METHOD_MAC_SC, "hmac-ripemd160@openssh.com" },
        { LIBSSH2_METHOD_COMP_CS, "none" },
    };
    static const struct {
        int type;
        const char *name;
    } unlisted[] = {
        { LIBSSH2_METHOD_CRYPT_CS, "none" },
        { LIBSSH2_METHOD_MAC_CS, "none" },
        { LIBSSH2_METHOD_COMP_CS, "zlib" },
        { LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519-cert-v01@openssh.com" },
    };

    for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
        if (!lists(*state, listed[i].type, listed[i].name))
            fail_msg("%s is not listed", listed[i].name);
    for (size_t i = 0; i < sizeof(unlisted) / sizeof(unlisted[0]); i++)
        if (lists(*state, unlisted[i].type, unlisted[i].name))
            fail_msg("%s is listed", unlisted[i].name);
}

static void what_is_listed_may_be_asked_for(void **state)
{
    for (int type = LIBSSH2_METHOD_KEX; type <= LIBSSH2_METHOD_COMP_SC; type++) {
        const char **names = NULL;
        int count = libssh2_session_supported_algs(*state, type, &names);

        for (int i = 0; i < count; i++) {
            bool is_marker = strncmp(names[i], "ext-info", 8) == 0 ||
                             strncmp(names[i], "kex-strict", 10) == 0;

            if (!is_marker)
                assert_int_equal(libssh2_session_method_pref(*state, type, names[i]), 0);
        }
        libssh2_free(*state, names);
    }
}

static void compression_is_listed_once_the_flag_is_set(void **state)
{
    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_COMP_CS, "zlib"),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_session_flag(*state, LIBSSH2_FLAG_COMPRESS, 1), 0);
    assert_true(lists(*state, LIBSSH2_METHOD_COMP_CS, "zlib"));
    assert_true(lists(*state, LIBSSH2_METHOD_COMP_SC, "zlib@openssh.com"));
    assert_true(lists(*state, LIBSSH2_METHOD_COMP_SC, "none"));
    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_COMP_CS, "zlib"), 0);
    assert_int_equal(libssh2_session_flag(*state, LIBSSH2_FLAG_COMPRESS, 0), 0);
    assert_false(lists(*state, LIBSSH2_METHOD_COMP_CS, "zlib"));
}

static void what_has_no_list_says_so(void **state)
{
    const char **names = NULL;

    assert_int_equal(libssh2_session_supported_algs(*state, LIBSSH2_METHOD_LANG_CS, &names),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_session_supported_algs(*state, LIBSSH2_METHOD_SIGN_ALGO, &names),
                     LIBSSH2_ERROR_INVAL);
    assert_int_equal(libssh2_session_supported_algs(*state, LIBSSH2_METHOD_KEX, NULL),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_session_supported_algs(NULL, LIBSSH2_METHOD_KEX, &names),
                     LIBSSH2_ERROR_BAD_USE);
    assert_null(libssh2_session_methods(*state, LIBSSH2_METHOD_KEX));
    assert_int_equal(libssh2_session_last_errno(*state), LIBSSH2_ERROR_METHOD_NONE);
    assert_null(libssh2_session_methods(*state, LIBSSH2_METHOD_SIGN_ALGO));
    assert_int_equal(libssh2_session_last_errno(*state), LIBSSH2_ERROR_INVAL);
}

/* Names not known are left out; where nothing is left, all stays as it was. */
static void a_preference_of_nothing_known_is_refused(void **state)
{
    char *why = NULL;

    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_CRYPT_CS, "x,aes128-ctr,y"),
                     0);
    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_CRYPT_CS, "x,y"),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    libssh2_session_last_error(*state, &why, NULL, 0);
    assert_non_null(strstr(why, "x,y"));
    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_CRYPT_CS, ""),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(libssh2_session_method_pref(*state, LIBSSH2_METHOD_SIGN_ALGO, "rsa-sha2-256"),
                     0);
    assert_int_equal(libssh2_session_method_pref(*state, 99, "aes128-ctr"), LIBSSH2_ERROR_INVAL);
}

/* A name that is known, where the system's crypto library does not have it. */
static void what_the_system_lacks_is_named(void **state)
{
    static const struct {
        int type;
        const char *name;
    } optional[] = {
        { LIBSSH2_METHOD_KEX, "mlkem768x25519-sha256" },
        { LIBSSH2_METHOD_CRYPT_CS, "blowfish-cbc" },
    };

    for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); i++) {
        int rc = libssh2_session_method_pref(*state, optional[i].type, optional[i].name);
        char *why = NULL;

        libssh2_session_last_error(*state, &why, NULL, 0);
        if (lists(*state, optional[i].type, optional[i].name)) {
            assert_int_equal(rc, 0);
        } else {
            assert_int_equal(rc, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
            assert_non_null(strstr(why, "crypto library"));
        }
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_list_has_what_the_tables_say),
        TEST(what_is_listed_may_be_asked_for),
        TEST(compression_is_listed_once_the_flag_is_set),
        TEST(what_has_no_list_says_so),
        TEST(a_preference_of_nothing_known_is_refused),
        TEST(what_the_system_lacks_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
