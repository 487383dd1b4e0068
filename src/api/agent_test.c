/* The chapter of agent.c: an agent of the test's own behind a real socket, in a thread. Threats G1,
 * G2, G3, G4, G5, G6. */
#include "src/api/agent_testing.h"

/* The program's side */

static LIBSSH2_AGENT *connect_to(LIBSSH2_SESSION *session, const struct agent *agent)
{
    LIBSSH2_AGENT *handle = libssh2_agent_init(session);

    assert_non_null(handle);
    libssh2_agent_set_identity_path(handle, agent->path);
    assert_int_equal(libssh2_agent_connect(handle), 0);
    return handle;
}

static void the_path_is_the_programs_or_the_environments(void **state)
{
    struct agent *agent = start_agent(HONEST, "ed25519", "ed25519.pub");
    LIBSSH2_SESSION *session = libssh2_session_init();
    LIBSSH2_AGENT *handle = libssh2_agent_init(session);

    (void)state;
    unsetenv("SSH_AUTH_SOCK");
    assert_null(libssh2_agent_get_identity_path(handle));
    assert_int_equal(libssh2_agent_connect(handle), LIBSSH2_ERROR_BAD_USE);
    setenv("SSH_AUTH_SOCK", agent->path, 1);
    assert_int_equal(libssh2_agent_connect(handle), 0);
    assert_int_equal(libssh2_agent_disconnect(handle), 0);
    assert_int_equal(libssh2_agent_disconnect(handle), 0); /* when there is no connection, too */
    libssh2_agent_set_identity_path(handle, "/nowhere");
    assert_string_equal(libssh2_agent_get_identity_path(handle), "/nowhere");
    assert_int_equal(libssh2_agent_connect(handle), LIBSSH2_ERROR_AGENT_PROTOCOL);
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_AGENT_PROTOCOL);
    assert_int_equal(libssh2_agent_disconnect(handle), 0);
    libssh2_agent_set_identity_path(handle, NULL);
    assert_null(libssh2_agent_get_identity_path(handle));
    assert_int_equal(libssh2_agent_connect(handle), 0);
    libssh2_agent_free(handle); /* which disconnects */
    libssh2_session_free(session);
    stop_agent(agent);
}

/* No limit of 8 KiB to a reply. */
static void keys_are_listed_however_many(void **state)
{
    static const struct {
        enum behaviour behaviour;
        unsigned count;
    } cases[] = { { HONEST, 1 }, { MANY_KEYS, 200 } };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct agent *agent = start_agent(cases[i].behaviour, "ed25519", "ed25519.pub");
        LIBSSH2_SESSION *session = libssh2_session_init();
        LIBSSH2_AGENT *handle = connect_to(session, agent);
        struct libssh2_agent_publickey *key = NULL;
        struct ssh2_bytes blob = load_blob("ed25519.pub");
        unsigned count = 0;

        assert_int_equal(libssh2_agent_get_identity(handle, &key, NULL), 1);
        assert_int_equal(libssh2_agent_list_identities(handle), 0);
        while (libssh2_agent_get_identity(handle, &key, key) == 0) {
            assert_true(ssh2_bytes_equal(ssh2_bytes(key->blob, key->blob_len), blob));
            assert_string_equal(key->comment, "comment");
            count++;
        }
        assert_int_equal(count, cases[i].count);
        free((void *)(uintptr_t)blob.data);
        libssh2_agent_free(handle);
        libssh2_session_free(session);
        stop_agent(agent);
    }
}

static void an_agent_that_fails_is_an_error(void **state)
{
    static const struct {
        enum behaviour behaviour;
        int rc;
    } cases[] = {
        { HANGS_UP, LIBSSH2_ERROR_SOCKET_RECV }, /* F: the original looped for ever */
        { CUTS_REPLY, LIBSSH2_ERROR_SOCKET_RECV },
        { SAYS_NOTHING_USEFUL, LIBSSH2_ERROR_AGENT_PROTOCOL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct agent *agent = start_agent(cases[i].behaviour, "ed25519", "ed25519.pub");
        LIBSSH2_SESSION *session = libssh2_session_init();
        LIBSSH2_AGENT *handle = connect_to(session, agent);

        assert_int_equal(libssh2_agent_list_identities(handle), cases[i].rc);
        assert_int_equal(libssh2_session_last_errno(session), cases[i].rc);
        libssh2_agent_free(handle);
        libssh2_session_free(session);
        stop_agent(agent);
    }
}

static void without_a_connection_nothing_is_asked(void **state)
{
    LIBSSH2_SESSION *session = libssh2_session_init();
    LIBSSH2_AGENT *handle = libssh2_agent_init(session);
    unsigned char blob[] = "x";
    struct libssh2_agent_publickey key = { .blob = blob, .blob_len = 1 };
    unsigned char *signature = NULL;
    size_t len = 0;

    (void)state;
    assert_int_equal(libssh2_agent_list_identities(handle), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_agent_userauth(handle, "u", &key), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_agent_sign(handle, &key, &signature, &len, (const unsigned char *)"d",
                                        1, "ssh-ed25519", 11),
                     LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_BAD_USE);
    libssh2_agent_free(handle);
    libssh2_session_free(session);
}

/* Signatures */

static int sign_with(enum behaviour behaviour, const char *name, const char *method, size_t *len)
{
    char public_name[64];

    snprintf(public_name, sizeof(public_name), "%s.pub", name);

    struct agent *agent = start_agent(behaviour, name, public_name);
    LIBSSH2_SESSION *session = libssh2_session_init();
    LIBSSH2_AGENT *handle = connect_to(session, agent);
    struct libssh2_agent_publickey *key = NULL;
    unsigned char *signature = NULL;

    assert_int_equal(libssh2_agent_list_identities(handle), 0);
    assert_int_equal(libssh2_agent_get_identity(handle, &key, NULL), 0);

    int rc = libssh2_agent_sign(handle, key, &signature, len, (const unsigned char *)"data", 4,
                                method, (unsigned)strlen(method));

    assert_int_equal(signature != NULL, rc == 0);
    libssh2_free(session, signature);
    libssh2_agent_free(handle);
    libssh2_session_free(session);
    stop_agent(agent);
    return rc;
}

/* Threat G6: what is by another algorithm is not handed on. */
static void an_agent_signs_by_the_named_method(void **state)
{
    size_t len = 0;

    (void)state;
    assert_int_equal(sign_with(HONEST, "ed25519", "ssh-ed25519", &len), 0);
    assert_int_equal(len, 64);
    assert_int_equal(sign_with(HONEST, "rsa2048", "rsa-sha2-512", &len), 0);
    assert_int_equal(len, 256);
    assert_int_equal(sign_with(HONEST, "rsa2048", "rsa-sha2-256", &len), 0);
    assert_int_equal(sign_with(SIGNS_OTHERWISE, "rsa2048", "rsa-sha2-512", &len),
                     LIBSSH2_ERROR_ALGO_UNSUPPORTED);
    assert_int_equal(len, 0);
    assert_int_equal(sign_with(HONEST, "ed25519", "ssh-rsa", &len), LIBSSH2_ERROR_ALGO_UNSUPPORTED);
}

/* Login */

/* K: the agent is waited for whatever the session, and however slow it is: what asks it alone never says
 * EAGAIN. */
static void log_in(struct ssh2_play *play)
{
    struct agent *agent = start_agent(SLOW, "ed25519", "ed25519.pub");
    LIBSSH2_AGENT *handle = libssh2_agent_init(play->session);
    struct libssh2_agent_publickey *key = NULL;
    unsigned char *signature = NULL;
    size_t len = 0;
    int rc;

    libssh2_agent_set_identity_path(handle, agent->path);
    assert_string_equal(libssh2_agent_get_identity_path(handle), agent->path);
    assert_int_equal(libssh2_agent_connect(handle), 0);
    assert_int_equal(libssh2_agent_list_identities(handle), 0);
    assert_int_equal(libssh2_agent_get_identity(handle, &key, NULL), 0);
    assert_int_equal(libssh2_agent_sign(handle, key, &signature, &len, (const unsigned char *)"data",
                                        4, "ssh-ed25519", 11),
                     0);
    assert_int_equal(len, 64);
    libssh2_free(play->session, signature);
    SSH2_CALL(play, rc, libssh2_agent_userauth(handle, "nobody", key));
    SSH2_CALL(play, rc, libssh2_agent_userauth(handle, SSH2_PEER_USER, key));
    ssh2_scenario_note(&play->log, "in: %d\n", libssh2_userauth_authenticated(play->session));
    assert_int_equal(libssh2_agent_disconnect(handle), 0);
    libssh2_agent_free(handle);
    stop_agent(agent);
}

static void shake_hands(struct ssh2_play *play)
{
    struct ssh2_scenario_log unnoticed = { .len = 0 };

    assert_int_equal(ssh2_scenario_handshake(&play->pair, &unnoticed), 0);
}

static void the_agents_key_logs_in(void **state)
{
    static const char *const waits[] = { "libssh2_agent_userauth", NULL };
    struct ssh2_bytes blob = load_blob("ed25519.pub");
    struct ssh2_scenario_log log;

    (void)state;
    ssh2_play_log(&(struct ssh2_script){ .settings = { .user_key = blob },
                                         .prepare = shake_hands,
                                         .run = log_in,
                                         .waits = waits },
                  &log);
    assert_non_null(strstr(log.text, "\"nobody\", key): -18 "));
    assert_non_null(strstr(log.text, "in: 1\n"));
    free((void *)(uintptr_t)blob.data);
}

static void an_agent_that_signs_otherwise_does_not_log_in(void **state)
{
    struct agent *agent = start_agent(SIGNS_OTHERWISE, "rsa2048", "rsa2048.pub");
    struct ssh2_wire_pair pair;
    struct ssh2_bytes blob = load_blob("rsa2048.pub");
    struct ssh2_peer_settings settings = { .user_key = blob };
    struct ssh2_scenario_log log = { .len = 0 };
    struct libssh2_agent_publickey *key = NULL;
    LIBSSH2_AGENT *handle;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    handle = connect_to(pair.session, agent);
    assert_int_equal(libssh2_agent_list_identities(handle), 0);
    assert_int_equal(libssh2_agent_get_identity(handle, &key, NULL), 0);
    assert_int_equal(libssh2_agent_userauth(handle, SSH2_PEER_USER, key),
                     LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED);
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], 1); /* the question alone */
    libssh2_agent_free(handle);
    ssh2_wire_pair_close(&pair);
    stop_agent(agent);
    free((void *)(uintptr_t)blob.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_path_is_the_programs_or_the_environments),
        cmocka_unit_test(keys_are_listed_however_many),
        cmocka_unit_test(an_agent_that_fails_is_an_error),
        cmocka_unit_test(without_a_connection_nothing_is_asked),
        cmocka_unit_test(an_agent_signs_by_the_named_method),
        cmocka_unit_test(the_agents_key_logs_in),
        cmocka_unit_test(an_agent_that_signs_otherwise_does_not_log_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
