/* The chapter of library.c: the library as a whole. */
#include <pthread.h>
#include <stdio.h>

#include "include/libssh2.h"
#include "src/crypto/testing.h"

#define THREADS_COUNT 64u
#define ROUNDS_COUNT 200u

/* Threat L5: 64 threads use the library for the first time, at once. ThreadSanitizer finds races
 * here: bazel test --config=tsan //src/api:library_test */

static pthread_barrier_t together;

static void *use_library(void *argument)
{
    (void)argument;
    pthread_barrier_wait(&together);
    for (unsigned i = 0; i < ROUNDS_COUNT; i++) {
        LIBSSH2_SESSION *session;

        assert_int_equal(libssh2_init(i % 2 == 0 ? 0 : LIBSSH2_INIT_NO_CRYPTO), 0);
        session = libssh2_session_init();
        assert_non_null(session);
        assert_non_null(libssh2_version(0));
        assert_int_equal(libssh2_session_free(session), 0);
        libssh2_exit();
    }
    return NULL;
}

static void many_threads_may_begin_at_once(void **state)
{
    pthread_t threads[THREADS_COUNT];

    (void)state;
    assert_int_equal(pthread_barrier_init(&together, NULL, THREADS_COUNT), 0);
    for (size_t i = 0; i < THREADS_COUNT; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_library, NULL), 0);
    for (size_t i = 0; i < THREADS_COUNT; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    pthread_barrier_destroy(&together);
}

static void exit_may_be_called_too_often(void **state)
{
    LIBSSH2_SESSION *session;

    (void)state;
    for (int i = 0; i < 3; i++)
        libssh2_exit();
    session = libssh2_session_init(); /* works without init, and after exit */
    assert_non_null(session);
    libssh2_exit();
    assert_int_equal(libssh2_session_free(session), 0);
    assert_int_equal(libssh2_init(0), 0);
    libssh2_exit();
}

/* What it is */

static void a_version_that_is_there_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(libssh2_version(0), LIBSSH2_VERSION);
    assert_string_equal(libssh2_version(-1), LIBSSH2_VERSION);
    assert_string_equal(libssh2_version(LIBSSH2_VERSION_NUM), LIBSSH2_VERSION);
    assert_null(libssh2_version(LIBSSH2_VERSION_NUM + 1));
}

static void the_build_says_what_is_in_it(void **state)
{
    static const char *const keys[] = {
        "crypto:",  "MD5:",      "MD5-PEM:",      "RIPEMD160:", "DSA:",
        "RSA:",     "RSA-SHA1:", "ECDSA:",        "ED25519:",   "ML-KEM:",
        "AES-GCM:", "AES-CTR:",  "AES-CBC:",      "BLOWFISH:",  "RC4:",
        "CAST:",    "3DES:",     "KEX-SHA1:",     "MAC-SHA1:",  "deprecated-APIs:",
        "zlib:",    "agent:",    "debug-logging:"
    };
    const char *place = libssh2_build_options();

    (void)state;
    assert_int_equal(libssh2_crypto_engine(), libssh2_openssl);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        assert_non_null(place);
        if (strncmp(place, keys[i], strlen(keys[i])) != 0)
            fail_msg("%s is not at: %s", keys[i], place);
        place = strchr(place, ' ');
        place = place == NULL ? NULL : place + 1;
    }
    assert_null(place);
    assert_non_null(strstr(libssh2_build_options(), "debug-logging:on"));
}

/* What a session takes as a preference was built in, and the text says so. */
static void the_build_has_what_sessions_can_be_told_to_use(void **state)
{
    static const struct {
        const char *option;
        int method;
        const char *algorithm;
    } pairs[] = {
        { "MD5:on", LIBSSH2_METHOD_MAC_CS, "hmac-md5" },
        { "RIPEMD160:on", LIBSSH2_METHOD_MAC_CS, "hmac-ripemd160" },
        { "MAC-SHA1:on", LIBSSH2_METHOD_MAC_CS, "hmac-sha1" },
        { "DSA:on", LIBSSH2_METHOD_HOSTKEY, "ssh-dss" },
        { "RSA-SHA1:on", LIBSSH2_METHOD_HOSTKEY, "ssh-rsa" },
        { "ML-KEM:on", LIBSSH2_METHOD_KEX, "mlkem768x25519-sha256" },
        { "KEX-SHA1:on", LIBSSH2_METHOD_KEX, "diffie-hellman-group14-sha1" },
        { "AES-CBC:on", LIBSSH2_METHOD_CRYPT_CS, "aes256-cbc" },
        { "3DES:on", LIBSSH2_METHOD_CRYPT_CS, "3des-cbc" },
        { "BLOWFISH:on", LIBSSH2_METHOD_CRYPT_CS, "blowfish-cbc" },
        { "RC4:on", LIBSSH2_METHOD_CRYPT_CS, "arcfour128" },
        { "CAST:on", LIBSSH2_METHOD_CRYPT_CS, "cast128-cbc" },
        { "zlib:on", LIBSSH2_METHOD_COMP_CS, "zlib@openssh.com" },
    };
    LIBSSH2_SESSION *session = libssh2_session_init();
    size_t taken = 0;

    (void)state;
    assert_int_equal(libssh2_session_flag(session, LIBSSH2_FLAG_COMPRESS, 1), 0);
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        if (libssh2_session_method_pref(session, pairs[i].method, pairs[i].algorithm) != 0)
            continue; /* OpenSSL does not have it here */
        taken++;
        if (strstr(libssh2_build_options(), pairs[i].option) == NULL)
            fail_msg("%s is there, but the options lack %s", pairs[i].algorithm, pairs[i].option);
    }
    assert_true(taken >= 7); /* at least what needs nothing special of OpenSSL */
    libssh2_session_free(session);
}

/* Base64 */

static void base64_is_decoded_whatever_stands_between(void **state)
{
    static const char text[] = "Zm9v\n Ym-Fy=";
    LIBSSH2_SESSION *session = libssh2_session_init();
    char *bytes = NULL;
    unsigned int len = 0;

    (void)state;
    assert_int_equal(libssh2_base64_decode(session, &bytes, &len, text, sizeof(text) - 1), 0);
    assert_int_equal(len, 6);
    assert_memory_equal(bytes, "foobar", 6);
    libssh2_free(session, bytes);
    assert_int_equal(libssh2_base64_decode(session, &bytes, &len, text, 2), 0);
    assert_int_equal(len, 1);
    libssh2_free(session, bytes);
    assert_int_equal(libssh2_base64_decode(session, &bytes, &len, NULL, 0), 0);
    assert_int_equal(len, 0);
    libssh2_free(session, bytes);
    assert_int_equal(libssh2_base64_decode(session, &bytes, &len, text, 1), LIBSSH2_ERROR_INVAL);
    assert_null(bytes);
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_INVAL);
    libssh2_session_free(session);
}

static void base64_survives_want_of_memory(void **state)
{
    struct stingy stingy = { .allowance = SIZE_MAX };
    LIBSSH2_SESSION *session =
        libssh2_session_init_ex(stingy_alloc, stingy_free, stingy_realloc, &stingy);
    char *bytes = NULL;
    unsigned int len = 0;

    (void)state;
    assert_non_null(session);
    stingy.allowance = 0;
    assert_int_equal(libssh2_base64_decode(session, &bytes, &len, "Zm9v", 4), LIBSSH2_ERROR_ALLOC);
    assert_null(bytes);
    libssh2_session_free(session);
    assert_int_equal(stingy.in_use, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_threads_may_begin_at_once),
        cmocka_unit_test(exit_may_be_called_too_often),
        cmocka_unit_test(a_version_that_is_there_has_a_name),
        cmocka_unit_test(the_build_says_what_is_in_it),
        cmocka_unit_test(the_build_has_what_sessions_can_be_told_to_use),
        cmocka_unit_test(base64_is_decoded_whatever_stands_between),
        cmocka_unit_test(base64_survives_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
