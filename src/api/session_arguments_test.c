/* Threat L4: NULL, 0, -1 and SIZE_MAX for each argument of each function of the chapters session,
 * handshake, login, agent, keepalive, trace, known hosts and library: the documented error and no crash.
 * The other chapters have such tests of their own. */
#include <limits.h>
#include <stdbool.h>

#include "include/libssh2.h"
#include "src/crypto/testing.h"

#define KEY "AAAAC3NzaC1lZDI1NTE5AAAAIKzJXgtuRvAnTgU9FtV5AAWj5jhQZ2S+6X4J1W784mpN"
#define PLAIN                                                                      \
    (LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_BASE64 |              \
     LIBSSH2_KNOWNHOST_KEY_ED25519)
#define OPENSSH LIBSSH2_KNOWNHOST_FILE_OPENSSH
#define BAD_USE LIBSSH2_ERROR_BAD_USE
#define INVAL LIBSSH2_ERROR_INVAL
#define TOO_LONG LIBSSH2_ERROR_OUT_OF_BOUNDARY
#define UNSUPPORTED LIBSSH2_ERROR_METHOD_NOT_SUPPORTED

static LIBSSH2_SESSION *s; /* not connected to anything */

/* A row of the table. */
#define GIVES(expected, call)                                                       \
    do {                                                                            \
        long rc_ = (long)(call);                                                    \
        if (rc_ != (long)(expected))                                                \
            fail_msg("%s: %ld instead of %s", #call, rc_, #expected);               \
    } while (0)

/* The same for what returns a pointer: NULL, and the error, where there is a session to ask. */
#define GIVES_NULL(expected, call)                                                  \
    do {                                                                            \
        if ((call) != NULL)                                                         \
            fail_msg("%s is not NULL", #call);                                      \
        GIVES(expected, libssh2_session_last_errno(s));                             \
    } while (0)

static int set_up(void **state)
{
    (void)state;
    s = libssh2_session_init();
    return s == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    return libssh2_session_free(s);
}

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(respond)
{
    (void)name;
    (void)name_len;
    (void)instruction;
    (void)instruction_len;
    (void)num_prompts;
    (void)prompts;
    (void)responses;
    (void)abstract;
    fail_msg("no server asks");
}

static LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(sign)
{
    (void)session;
    (void)sig;
    (void)sig_len;
    (void)data;
    (void)data_len;
    (void)abstract;
    fail_msg("nothing to sign");
    return 0;
}

static LIBSSH2_USERAUTH_SK_SIGN_FUNC(touch)
{
    (void)session;
    (void)sig_info;
    (void)data;
    (void)data_len;
    (void)algorithm;
    (void)flags;
    (void)application;
    (void)key_handle;
    (void)key_handle_len;
    (void)abstract;
    fail_msg("nothing to sign");
    return 0;
}

static void the_chapter_session(void **state)
{
    char *text = (char *)&text;
    int len = 7;

    (void)state;
    GIVES(BAD_USE, libssh2_session_free(NULL));
    libssh2_free(NULL, NULL);
    libssh2_free(s, NULL);
    GIVES(true, libssh2_session_abstract(NULL) == NULL);
    GIVES(true, libssh2_session_callback_set2(NULL, 0, NULL) == NULL);
    GIVES(true, libssh2_session_callback_set(NULL, 0, NULL) == NULL);
    GIVES(true, libssh2_session_callback_set2(s, INT_MAX, NULL) == NULL);
    GIVES(true, libssh2_session_callback_set2(s, INT_MIN, NULL) == NULL);
    GIVES(BAD_USE, libssh2_session_flag(NULL, 1, 1));
    GIVES(INVAL, libssh2_session_flag(s, 0, 1));
    GIVES(INVAL, libssh2_session_flag(s, -1, 1));
    GIVES(BAD_USE, libssh2_session_last_errno(NULL));
    GIVES(BAD_USE, libssh2_session_last_error(NULL, &text, &len, 1));
    GIVES(true, text == NULL && len == 0);
    GIVES(BAD_USE, libssh2_session_last_error(NULL, NULL, NULL, 0));
    GIVES(INVAL, libssh2_session_last_error(s, NULL, NULL, 1));
    GIVES(BAD_USE, libssh2_session_set_last_error(NULL, 1, "x"));
    GIVES(0, libssh2_session_block_directions(NULL));
    GIVES(0, libssh2_session_get_blocking(NULL));
    GIVES(0, libssh2_session_get_timeout(NULL));
    GIVES(0, libssh2_session_get_read_timeout(NULL));
    libssh2_session_set_blocking(NULL, 1);
    libssh2_session_set_timeout(NULL, 1);
    libssh2_session_set_read_timeout(NULL, 1);
    libssh2_session_set_timeout(s, LONG_MAX);
    libssh2_session_set_read_timeout(s, LONG_MAX);
    GIVES(0, libssh2_session_set_last_error(s, 0, NULL));
    GIVES(BAD_USE, libssh2_trace(NULL, -1));
    GIVES(BAD_USE, libssh2_trace_sethandler(NULL, NULL, NULL));
    GIVES(0, libssh2_trace_sethandler(s, NULL, NULL));
    GIVES(BAD_USE, libssh2_keepalive_send(NULL, NULL));
    libssh2_keepalive_config(NULL, -1, UINT_MAX);
    libssh2_keepalive_config(s, -1, UINT_MAX);
    GIVES(0, libssh2_keepalive_send(s, NULL));
}

static void the_chapter_handshake(void **state)
{
    const char **algorithms = NULL;
    size_t len = 7;
    int type = 7;

    (void)state;
    GIVES(BAD_USE, libssh2_session_handshake(NULL, 0));
    GIVES(LIBSSH2_ERROR_BAD_SOCKET, libssh2_session_handshake(s, -1));
    GIVES(LIBSSH2_ERROR_BAD_SOCKET, libssh2_session_handshake(s, 9999));
    GIVES(LIBSSH2_ERROR_BAD_SOCKET, libssh2_session_startup(s, -1));
    GIVES(BAD_USE, libssh2_session_startup(NULL, 0));
    GIVES(BAD_USE, libssh2_session_disconnect_ex(NULL, 11, "x", "x"));
    GIVES(0, libssh2_session_disconnect_ex(s, -1, NULL, NULL));
    GIVES(BAD_USE, libssh2_session_banner_set(NULL, "SSH-2.0-x"));
    GIVES(BAD_USE, libssh2_banner_set(NULL, "SSH-2.0-x"));
    GIVES(0, libssh2_session_banner_set(s, NULL));
    GIVES(0, libssh2_banner_set(s, ""));
    GIVES(true, libssh2_session_banner_get(NULL) == NULL);
    GIVES(true, libssh2_session_banner_get(s) == NULL);
    GIVES(BAD_USE, libssh2_session_method_pref(NULL, 0, "x"));
    GIVES(BAD_USE, libssh2_session_method_pref(s, 0, NULL));
    GIVES(INVAL, libssh2_session_method_pref(s, -1, "x"));
    GIVES(INVAL, libssh2_session_method_pref(s, INT_MAX, "x"));
    GIVES(UNSUPPORTED, libssh2_session_method_pref(s, LIBSSH2_METHOD_KEX, ""));
    GIVES(true, libssh2_session_methods(NULL, 0) == NULL);
    GIVES_NULL(INVAL, libssh2_session_methods(s, -1));
    GIVES_NULL(INVAL, libssh2_session_methods(s, INT_MAX));
    GIVES_NULL(LIBSSH2_ERROR_METHOD_NONE, libssh2_session_methods(s, LIBSSH2_METHOD_KEX));
    GIVES(BAD_USE, libssh2_session_supported_algs(NULL, 0, &algorithms));
    GIVES(BAD_USE, libssh2_session_supported_algs(s, 0, NULL));
    GIVES(UNSUPPORTED, libssh2_session_supported_algs(s, -1, &algorithms));
    GIVES(UNSUPPORTED, libssh2_session_supported_algs(s, LIBSSH2_METHOD_LANG_CS, &algorithms));
    GIVES(INVAL, libssh2_session_supported_algs(s, LIBSSH2_METHOD_SIGN_ALGO, &algorithms));
    GIVES(true, libssh2_session_hostkey(NULL, &len, &type) == NULL && len == 0 && type == 0);
    GIVES(true, libssh2_session_hostkey(s, NULL, NULL) == NULL);
    GIVES(true, libssh2_hostkey_hash(NULL, LIBSSH2_HOSTKEY_HASH_SHA256) == NULL);
    GIVES(true, libssh2_hostkey_hash(s, LIBSSH2_HOSTKEY_HASH_SHA256) == NULL);
    GIVES(true, libssh2_hostkey_hash(s, 0) == NULL);
    GIVES(true, libssh2_hostkey_hash(s, -1) == NULL);
    GIVES(true, libssh2_hostkey_hash(s, INT_MAX) == NULL);
}

static void the_chapter_login(void **state)
{
    static const unsigned char blob[] = "\0\0\0\1x";
    char *banner = NULL;

    (void)state;
    GIVES(0, libssh2_userauth_authenticated(NULL));
    GIVES(BAD_USE, libssh2_userauth_banner(NULL, &banner));
    GIVES(BAD_USE, libssh2_userauth_banner(s, NULL));
    GIVES(true, libssh2_userauth_list(NULL, "u", 1) == NULL);
    GIVES_NULL(BAD_USE, libssh2_userauth_list(s, "u", 1)); /* before the handshake */
    GIVES_NULL(BAD_USE, libssh2_userauth_list(s, NULL, 1));
    GIVES_NULL(TOO_LONG, libssh2_userauth_list(s, "u", UINT_MAX));
    GIVES(BAD_USE, libssh2_userauth_password_ex(NULL, "u", 1, "p", 1, NULL));
    GIVES(BAD_USE, libssh2_userauth_password_ex(s, NULL, 1, "p", 1, NULL));
    GIVES(BAD_USE, libssh2_userauth_password_ex(s, "u", 1, NULL, 1, NULL));
    GIVES(BAD_USE, libssh2_userauth_password_ex(s, "u", 1, "p", 1, NULL));
    GIVES(TOO_LONG, libssh2_userauth_password_ex(s, "u", UINT_MAX, "p", 1, NULL));
    GIVES(TOO_LONG, libssh2_userauth_password_ex(s, "u", 1, "p", UINT_MAX, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_fromfile_ex(NULL, "u", 1, NULL, "k", NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_fromfile_ex(s, NULL, 1, NULL, "k", NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_fromfile_ex(s, "u", 1, NULL, NULL, NULL));
    GIVES(LIBSSH2_ERROR_FILE, libssh2_userauth_publickey_fromfile_ex(s, "u", 1, NULL, "", NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_frommemory(NULL, "u", 1, NULL, 0, "k", 1, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_frommemory(s, NULL, 1, NULL, 0, "k", 1, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_frommemory(s, "u", 1, NULL, 0, NULL, 1, NULL));
    GIVES(TOO_LONG,
          libssh2_userauth_publickey_frommemory(s, "u", SIZE_MAX, NULL, 0, "k", 1, NULL));
    GIVES(LIBSSH2_ERROR_FILE,
          libssh2_userauth_publickey_frommemory(s, "u", 1, NULL, SIZE_MAX, "k", SIZE_MAX, NULL));
    GIVES(LIBSSH2_ERROR_FILE,
          libssh2_userauth_publickey_frommemory(s, "u", 1, NULL, 0, "k", 0, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey(NULL, "u", blob, 5, sign, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey(s, NULL, blob, 5, sign, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey(s, "u", NULL, 5, sign, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey(s, "u", blob, 5, NULL, NULL));
    GIVES(LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED,
          libssh2_userauth_publickey(s, "u", blob, 0, sign, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_sk(NULL, "u", 1, NULL, 0, "k", 1, NULL, touch, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_sk(s, NULL, 1, NULL, 0, "k", 1, NULL, touch, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_sk(s, "u", 1, NULL, 0, NULL, 1, NULL, touch, NULL));
    GIVES(BAD_USE, libssh2_userauth_publickey_sk(s, "u", 1, NULL, 0, "k", 1, NULL, NULL, NULL));
    GIVES(TOO_LONG,
          libssh2_userauth_publickey_sk(s, "u", SIZE_MAX, NULL, 0, "k", 1, NULL, touch, NULL));
    GIVES(LIBSSH2_ERROR_FILE,
          libssh2_userauth_publickey_sk(s, "u", 1, NULL, SIZE_MAX, "k", 1, NULL, touch, NULL));
    GIVES(BAD_USE, libssh2_userauth_keyboard_interactive_ex(NULL, "u", 1, respond));
    GIVES(BAD_USE, libssh2_userauth_keyboard_interactive_ex(s, NULL, 1, respond));
    GIVES(BAD_USE, libssh2_userauth_keyboard_interactive_ex(s, "u", 1, NULL));
    GIVES(TOO_LONG, libssh2_userauth_keyboard_interactive_ex(s, "u", UINT_MAX, respond));
    GIVES(BAD_USE, libssh2_userauth_hostbased_fromfile_ex(NULL, "u", 1, NULL, "k", NULL, "h", 1,
                                                          "l", 1));
    GIVES(BAD_USE, libssh2_userauth_hostbased_fromfile_ex(s, NULL, 1, NULL, "k", NULL, "h", 1, "l",
                                                          1));
    GIVES(BAD_USE, libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, NULL, NULL, "h", 1, "l",
                                                          1));
    GIVES(BAD_USE, libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "k", NULL, NULL, 1, "l",
                                                          1));
    GIVES(BAD_USE, libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, "k", NULL, "h", 1, NULL,
                                                          1));
}

static void the_chapter_agent(void **state)
{
    LIBSSH2_AGENT *agent = libssh2_agent_init(s);
    struct libssh2_agent_publickey key = { .magic = 1 }, *store = NULL;
    unsigned char *sig = NULL, data[1] = { 0 };
    size_t len = 0;

    (void)state;
    GIVES(true, libssh2_agent_init(NULL) == NULL);
    GIVES(BAD_USE, libssh2_agent_connect(NULL));
    GIVES(BAD_USE, libssh2_agent_disconnect(NULL));
    GIVES(BAD_USE, libssh2_agent_list_identities(NULL));
    GIVES(BAD_USE, libssh2_agent_get_identity(NULL, &store, NULL));
    GIVES(BAD_USE, libssh2_agent_get_identity(agent, NULL, NULL));
    GIVES(BAD_USE, libssh2_agent_get_identity(agent, &store, &key));
    GIVES(BAD_USE, libssh2_agent_userauth(NULL, "u", &key));
    GIVES(BAD_USE, libssh2_agent_userauth(agent, NULL, &key));
    GIVES(BAD_USE, libssh2_agent_userauth(agent, "u", NULL));
    GIVES(BAD_USE, libssh2_agent_sign(NULL, &key, &sig, &len, data, 1, "m", 1));
    GIVES(BAD_USE, libssh2_agent_sign(agent, NULL, &sig, &len, data, 1, "m", 1));
    GIVES(BAD_USE, libssh2_agent_sign(agent, &key, NULL, &len, data, 1, "m", 1));
    GIVES(BAD_USE, libssh2_agent_sign(agent, &key, &sig, NULL, data, 1, "m", 1));
    GIVES(BAD_USE, libssh2_agent_sign(agent, &key, &sig, &len, NULL, 1, "m", 1));
    GIVES(BAD_USE, libssh2_agent_sign(agent, &key, &sig, &len, data, 1, NULL, 1));
    GIVES(INVAL, libssh2_agent_sign(agent, &key, &sig, &len, data, 1, "m", 0));
    GIVES(INVAL, libssh2_agent_sign(agent, &key, &sig, &len, data, 1, "m\0m", 3));
    GIVES(TOO_LONG, libssh2_agent_sign(agent, &key, &sig, &len, data, SIZE_MAX / 2, "m", 1));
    libssh2_agent_set_identity_path(NULL, "x");
    GIVES(true, libssh2_agent_get_identity_path(NULL) == NULL);
    libssh2_agent_free(NULL);
    libssh2_agent_free(agent);
}

static void the_chapter_known_hosts(void **state)
{
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(s);
    struct libssh2_knownhost *store = NULL, foreign = { .magic = 1 };
    char line[256];
    size_t len = 0;

    (void)state;
    GIVES(true, libssh2_knownhost_init(NULL) == NULL);
    libssh2_knownhost_free(NULL);
    GIVES(BAD_USE, libssh2_knownhost_addc(NULL, "a", NULL, KEY, 9, NULL, 0, PLAIN, &store));
    GIVES(BAD_USE, libssh2_knownhost_addc(hosts, NULL, NULL, KEY, 9, NULL, 0, PLAIN, &store));
    GIVES(BAD_USE, libssh2_knownhost_addc(hosts, "a", NULL, NULL, 9, NULL, 0, PLAIN, &store));
    GIVES(BAD_USE, libssh2_knownhost_addc(hosts, "a", NULL, KEY, 0, NULL, 0, PLAIN, &store));
    GIVES(TOO_LONG, libssh2_knownhost_addc(hosts, "a", NULL, KEY, SIZE_MAX, NULL, 0, PLAIN, &store));
    GIVES(TOO_LONG,
          libssh2_knownhost_addc(hosts, "a", NULL, KEY, strlen(KEY), "c", SIZE_MAX, PLAIN, &store));
    GIVES(INVAL, libssh2_knownhost_addc(hosts, "a", NULL, KEY, strlen(KEY), NULL, 0,
                                        LIBSSH2_KNOWNHOST_TYPE_PLAIN, &store));
    GIVES(BAD_USE, libssh2_knownhost_add(NULL, "a", NULL, KEY, 9, PLAIN, &store));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_FAILURE, libssh2_knownhost_check(NULL, "a", KEY, 9, PLAIN, NULL));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_FAILURE, libssh2_knownhost_check(hosts, NULL, KEY, 9, PLAIN, NULL));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_FAILURE, libssh2_knownhost_check(hosts, "a", NULL, 9, PLAIN, NULL));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_NOTFOUND,
          libssh2_knownhost_checkp(hosts, "a", INT_MIN, KEY, 9, PLAIN, NULL));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_NOTFOUND,
          libssh2_knownhost_checkp(hosts, "a", INT_MAX, KEY, 9, PLAIN, NULL));
    GIVES(LIBSSH2_KNOWNHOST_CHECK_FAILURE,
          libssh2_knownhost_checkp(hosts, "a", 1, KEY, SIZE_MAX, LIBSSH2_KNOWNHOST_TYPE_PLAIN, NULL));
    GIVES(TOO_LONG, libssh2_session_last_errno(s));
    GIVES(BAD_USE, libssh2_knownhost_del(NULL, &foreign));
    GIVES(INVAL, libssh2_knownhost_del(hosts, NULL));
    GIVES(INVAL, libssh2_knownhost_del(hosts, &foreign));
    GIVES(BAD_USE, libssh2_knownhost_get(NULL, &store, NULL));
    GIVES(BAD_USE, libssh2_knownhost_get(hosts, NULL, NULL));
    GIVES(1, libssh2_knownhost_get(hosts, &store, NULL));
    GIVES(BAD_USE, libssh2_knownhost_readline(NULL, "a", 1, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_readline(hosts, NULL, 1, OPENSSH));
    GIVES(TOO_LONG, libssh2_knownhost_readline(hosts, "a", SIZE_MAX, OPENSSH));
    GIVES(UNSUPPORTED, libssh2_knownhost_readline(hosts, "a", 1, -1));
    GIVES(0, libssh2_knownhost_readline(hosts, "a", 0, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_readfile(NULL, "a", OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_readfile(hosts, NULL, OPENSSH));
    GIVES(UNSUPPORTED, libssh2_knownhost_readfile(hosts, "a", INT_MAX));
    GIVES(BAD_USE, libssh2_knownhost_writeline(NULL, &foreign, line, 256, &len, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_writeline(hosts, NULL, line, 256, &len, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_writeline(hosts, &foreign, NULL, 256, &len, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_writeline(hosts, &foreign, line, 256, NULL, OPENSSH));
    GIVES(INVAL, libssh2_knownhost_writeline(hosts, &foreign, line, 256, &len, OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_writefile(NULL, "a", OPENSSH));
    GIVES(BAD_USE, libssh2_knownhost_writefile(hosts, NULL, OPENSSH));
    libssh2_knownhost_free(hosts);
}

static void the_chapter_library(void **state)
{
    char *bytes = NULL;
    unsigned int len = 0;

    (void)state;
    GIVES(0, libssh2_init(-1));
    libssh2_exit();
    GIVES(true, libssh2_version(INT_MAX) == NULL);
    GIVES(BAD_USE, libssh2_base64_decode(NULL, &bytes, &len, "", 0));
    GIVES(BAD_USE, libssh2_base64_decode(s, NULL, &len, "", 0));
    GIVES(BAD_USE, libssh2_base64_decode(s, &bytes, NULL, "", 0));
    GIVES(BAD_USE, libssh2_base64_decode(s, &bytes, &len, NULL, UINT_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_chapter_session, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chapter_handshake, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chapter_login, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chapter_agent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chapter_known_hosts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_chapter_library, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
