/* Logging in by keys from files, from memory, and behind a callback. FIDO keys and agents have tests of
 * their own. */
#include "src/api/userauth_testing.h"
#include "src/packet/userauth/userauth_request_publickey.h"

/* Keys from files and from memory */

static void log_in_from_file(struct ssh2_play *play)
{
    int rc;

    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile_ex(play->session, USER, USER_LEN, NULL,
                                                     DATA "ed25519_aes256-ctr", "wrong"));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile_ex(play->session, USER, USER_LEN,
                                                     DATA "ed25519.pub", DATA "ed25519_aes256-ctr",
                                                     "wrong"));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile_ex(play->session, USER, USER_LEN, NULL,
                                                     "/nowhere", ""));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile_ex(play->session, USER, USER_LEN,
                                                     DATA "ecdsa256.pub", DATA "ed25519", NULL));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile_ex(play->session, USER, USER_LEN, "",
                                                     DATA "ed25519_aes256-ctr", PASSPHRASE));
    note_end(play);
}

static void keys_in_files_log_in_or_say_what_is_wrong(void **state)
{
    struct ssh2_bytes blob = load_blob("ed25519.pub");
    struct ssh2_scenario_log log;

    (void)state;
    play(log_in_from_file, NULL, blob, "libssh2_userauth_publickey_fromfile_ex", &log);
    assert_noted(&log, "): -16 the private key cannot be decrypted"); /* no public key given */
    assert_noted(&log, "): -19 the private key cannot be decrypted"); /* one given */
    assert_noted(&log, "): -19 public and private key do not belong together");
    assert_noted(&log, "): 0 \nin: 1, requests: 1\n");
    free((void *)(uintptr_t)blob.data);
}

static void log_in_from_memory(struct ssh2_play *play)
{
    struct text text = load("ecdsa256_pkcs8"), public_text = load("ecdsa256.pub");
    int rc;

    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_frommemory(play->session, USER, USER_LEN, NULL, 0, "x", 1,
                                                    NULL));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_frommemory(play->session, USER, USER_LEN,
                                                    public_text.bytes, public_text.len, text.bytes,
                                                    text.len, NULL));
    note_end(play);
}

static void keys_in_memory_log_in_or_say_what_is_wrong(void **state)
{
    struct ssh2_bytes blob = load_blob("ecdsa256.pub");
    struct ssh2_scenario_log log;

    (void)state;
    play(log_in_from_memory, NULL, blob, "libssh2_userauth_publickey_frommemory", &log);
    assert_noted(&log, "-16 the private key file holds no private key");
    assert_noted(&log, "): 0 \nin: 1, requests: 1\n");
    free((void *)(uintptr_t)blob.data);
}

/* A server that takes any signature and notes by which algorithm it is. */
static char algorithm_seen[64];

static bool note_algorithm(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_userauth_request_publickey request;

    if (ssh2_userauth_request_publickey_parse(payload, &request) != SSH2_OK)
        return false;
    snprintf(algorithm_seen, sizeof(algorithm_seen), "%.*s",
             (int)request.public_key_algorithm_name.len,
             (const char *)request.public_key_algorithm_name.data);
    return ssh2_userauth_answer_success(&peer->session) == 0;
}

/* RFC 8332; the certificate's name ends in the same way. The program's order counts, and SHA-1 only
 * when the program names it. */
static void the_program_chooses_how_rsa_signs(void **state)
{
    static const struct {
        const char *preference, *public_name, *expected; /* NULL: METHOD_NONE */
    } cases[] = {
        { NULL, NULL, "rsa-sha2-512" },
        { "rsa-sha2-256", NULL, "rsa-sha2-256" },
        { "rsa-sha2-256,rsa-sha2-512", NULL, "rsa-sha2-256" },
        { NULL, DATA "rsa2048-cert.pub", "rsa-sha2-512-cert-v01@openssh.com" },
        { "rsa-sha2-256", DATA "rsa2048-cert.pub", "rsa-sha2-256-cert-v01@openssh.com" },
        { "nonsense", NULL, NULL },
        { "ssh-rsa", NULL, NULL }, /* the peer's server-sig-algs has none of it */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ssh2_wire_pair pair;
        struct ssh2_peer_settings settings = { .intercept = note_algorithm };
        struct ssh2_scenario_log log = { .len = 0 };
        int expected = cases[i].expected == NULL ? LIBSSH2_ERROR_METHOD_NONE : 0;

        algorithm_seen[0] = '\0';
        assert_true(ssh2_wire_pair_open(&pair, &settings));
        if (cases[i].preference != NULL)
            assert_int_equal(libssh2_session_method_pref(pair.session, LIBSSH2_METHOD_SIGN_ALGO,
                                                         cases[i].preference),
                             0);
        assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
        assert_int_equal(libssh2_userauth_publickey_fromfile(
                             pair.session, USER, cases[i].public_name, DATA "rsa2048", NULL),
                         expected);
        if (expected == 0)
            assert_string_equal(algorithm_seen, cases[i].expected);
        ssh2_wire_pair_close(&pair);
    }
}

/* DSA */

static int log_in_by_dsa(const char *preferred, int method, const char *key, char *message, size_t size)
{
    struct ssh2_wire_pair pair;
    struct ssh2_bytes blob = load_blob("dsa.pub");
    struct ssh2_peer_settings settings = { .user_key = blob };
    struct ssh2_scenario_log log = { .len = 0 };
    char *text = NULL;
    int rc;

    assert_true(ssh2_wire_pair_open(&pair, &settings));
    if (preferred != NULL)
        assert_int_equal(libssh2_session_method_pref(pair.session, method, preferred), 0);
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    rc = libssh2_userauth_publickey_fromfile(pair.session, USER, NULL, key, NULL);
    assert_int_equal(libssh2_userauth_authenticated(pair.session), rc == 0);
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], rc == 0);
    if (rc != 0)
        (void)libssh2_session_last_error(pair.session, &text, NULL, 0);
    snprintf(message, size, "%s", text == NULL ? "" : text);
    ssh2_wire_pair_close(&pair);
    free((void *)(uintptr_t)blob.data);
    return rc;
}

/* A key that is too weak logs in where the program names it as one that may sign, and nothing of it is
 * sent anywhere else. */
static void dsa_logs_in_on_request_only(void **state)
{
    static const char *const keys[] = { DATA "dsa", DATA "dsa_traditional", DATA "dsa_pkcs8" };
    char message[512];

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        assert_int_equal(log_in_by_dsa("ssh-dss", LIBSSH2_METHOD_SIGN_ALGO, keys[i], message,
                                       sizeof(message)),
                         0);
        assert_int_equal(log_in_by_dsa("rsa-sha2-512,ssh-dss", LIBSSH2_METHOD_SIGN_ALGO, keys[i],
                                       message, sizeof(message)),
                         0);
        assert_int_equal(log_in_by_dsa(NULL, 0, keys[i], message, sizeof(message)),
                         LIBSSH2_ERROR_METHOD_NONE);
        assert_non_null(strstr(message, "LIBSSH2_METHOD_SIGN_ALGO"));
        assert_int_equal(log_in_by_dsa("ssh-ed25519,ssh-dss", LIBSSH2_METHOD_HOSTKEY, keys[i],
                                       message, sizeof(message)),
                         LIBSSH2_ERROR_METHOD_NONE);
    }
}

/* Callbacks that sign */

static LIBSSH2_USERAUTH_PUBLICKEY_SIGN_FUNC(sign_nothing)
{
    (void)session;
    (void)data;
    (void)data_len;
    assert_null(*sig); /* both are preset: programs may leave them */
    assert_int_equal(*sig_len, 0);
    ++*(unsigned *)*abstract;
    return 0;
}

static void sign_by_callback(struct ssh2_play *play)
{
    struct ssh2_bytes known = play->pair.peer->settings.user_key,
                      unknown = load_blob("ecdsa256.pub");
    unsigned calls = 0;
    void *abstract = &calls;
    int rc;

    SSH2_CALL(play, rc,
              libssh2_userauth_publickey(play->session, USER, known.data, known.len, sign_nothing,
                                         &abstract));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey(play->session, USER, unknown.data, unknown.len,
                                         sign_nothing, &abstract));
    SSH2_CALL(
        play, rc,
        libssh2_userauth_publickey(play->session, USER, unknown.data, 3, sign_nothing, &abstract));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey(play->session, USER, (const unsigned char *)"\0\0\1\0x", 5,
                                         sign_nothing, &abstract));
    ssh2_scenario_note(&play->log, "calls: %u\n", calls);
    note_end(play);
    free((void *)(uintptr_t)unknown.data);
}

static void a_callback_may_give_no_signature(void **state)
{
    struct ssh2_bytes blob = load_blob("ed25519.pub");
    struct ssh2_scenario_log log;

    (void)state;
    play(sign_by_callback, NULL, blob, "libssh2_userauth_publickey", &log);
    assert_noted(&log, "): -19 the callback gave no signature");
    assert_noted(&log, "): -18 the server refused the method publickey");
    assert_noted(&log, "): -19 the public key has 3 bytes");
    assert_noted(&log, "): -41 the public key is no SSH key blob");
    assert_noted(&log, "calls: 1\nin: 0, requests: 2\n");
    free((void *)(uintptr_t)blob.data);
}

/* Repeating what is not finished */

static int ask_in_file(struct ssh2_wire_pair *pair, const char *user, const char *name)
{
    return libssh2_userauth_publickey_fromfile_ex(pair->session, user, (unsigned)strlen(user), NULL,
                                                  name, NULL);
}

/* Otherwise the second call would log in by the first one's key. Threat A16. */
static void an_unfinished_login_is_not_one_with_another_key(void **state)
{
    struct ssh2_bytes blob = load_blob("ed25519.pub");
    struct ssh2_peer_settings settings = { .user_key = blob };
    struct ssh2_scenario_log log = { .len = 0 };
    struct text text = load("ed25519");
    struct ssh2_wire_pair pair;
    int rc;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    libssh2_session_set_blocking(pair.session, 0);
    pair.to_client.delivery.would_block = true;
    assert_int_equal(ask_in_file(&pair, USER, DATA "ed25519"), LIBSSH2_ERROR_EAGAIN);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ask_in_file(&pair, USER, DATA "ecdsa256"), LIBSSH2_ERROR_BAD_USE);
        assert_int_equal(ask_in_file(&pair, "nobody", DATA "ed25519"), LIBSSH2_ERROR_BAD_USE);
        assert_int_equal(libssh2_userauth_publickey_frommemory(pair.session, USER, USER_LEN, NULL, 0,
                                                               text.bytes, text.len, NULL),
                         LIBSSH2_ERROR_BAD_USE);
    }
    while ((rc = ask_in_file(&pair, USER, DATA "ed25519")) == LIBSSH2_ERROR_EAGAIN)
        continue;
    assert_int_equal(rc, 0);
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], 1);
    ssh2_wire_pair_close(&pair);
    free((void *)(uintptr_t)blob.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_in_files_log_in_or_say_what_is_wrong),
        cmocka_unit_test(keys_in_memory_log_in_or_say_what_is_wrong),
        cmocka_unit_test(the_program_chooses_how_rsa_signs),
        cmocka_unit_test(dsa_logs_in_on_request_only),
        cmocka_unit_test(a_callback_may_give_no_signature),
        cmocka_unit_test(an_unfinished_login_is_not_one_with_another_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
