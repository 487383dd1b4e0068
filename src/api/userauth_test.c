/* The chapters of userauth*.c: logging in, by every method but keys and questions, which have tests
 * of their own. Threats A2, A4, A7, A8, A15, A16, A17. */
#include <limits.h>

#include "src/api/userauth_testing.h"
#include "src/packet/userauth/signed_data_hostbased.h"
#include "src/packet/userauth/userauth_banner.h"
#include "src/packet/userauth/userauth_pk_ok.h"
#include "src/packet/userauth/userauth_request_hostbased.h"
#include "src/packet/userauth/userauth_request_publickey.h"
#include "src/packet/userauth/userauth_request_publickey_query.h"
#include "src/transport/algorithms.h"

/* "none" and the list */

static void ask_for_list(struct ssh2_play *play)
{
    char *methods, *banner = NULL;
    int rc;

    SSH2_CALL(play, rc, libssh2_userauth_banner(play->session, &banner));
    assert_int_equal(rc, LIBSSH2_ERROR_MISSING_USERAUTH_BANNER);
    SSH2_CALL_POINTER(play, methods, libssh2_userauth_list(play->session, USER, USER_LEN));
    ssh2_scenario_note(&play->log, "%s\n", methods == NULL ? "no list" : methods);
    SSH2_CALL(play, rc, libssh2_userauth_banner(play->session, &banner));
    ssh2_scenario_note(&play->log, "%s", banner == NULL ? "no banner\n" : banner);
    note_end(play);
}

static void the_list_is_the_servers_and_the_banner_too(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(ask_for_list, NULL, no_key, "libssh2_userauth_list", &log);
    assert_noted(&log, "publickey,password\n");
    assert_noted(&log, SSH2_PEER_BANNER "in: 0, requests: 1\n");
}

static bool let_anyone_in(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    return payload.data[0] == SSH_MSG_USERAUTH_REQUEST &&
           ssh2_userauth_answer_success(&peer->session) == 0;
}

/* Threat A2: a login for nothing looks like no other: no list, no error, and authenticated() says
 * so. After it the same call does not wait for an answer that no server gives. */
static void none_may_be_enough(void **state)
{
    struct ssh2_wire_pair pair;
    struct ssh2_peer_settings settings = { .intercept = let_anyone_in };
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_null(libssh2_userauth_list(pair.session, USER, USER_LEN));
    assert_int_equal(libssh2_session_last_errno(pair.session), 0);
    assert_int_equal(libssh2_userauth_authenticated(pair.session), 1);
    assert_null(libssh2_userauth_list(pair.session, USER, USER_LEN));
    assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_BAD_USE);
    assert_int_equal(libssh2_userauth_authenticated(pair.session), 1);
    ssh2_wire_pair_close(&pair);
}

/* Passwords */

static bool greet_and_let_in(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_userauth_banner banner = { .message = ssh2_text("Hello.") };

    if (payload.data[0] != SSH_MSG_USERAUTH_REQUEST)
        return false;
    ssh2_transport_post_packet(peer->session.transport, ssh2_userauth_banner_type(), &banner);
    return ssh2_userauth_answer_success(&peer->session) == 0;
}

static void log_in_by_password(struct ssh2_play *play)
{
    char *banner = NULL;
    int rc;

    SSH2_CALL(play, rc, libssh2_userauth_password(play->session, USER, SSH2_PEER_PASSWORD));
    SSH2_CALL(play, rc, libssh2_userauth_banner(play->session, &banner));
    ssh2_scenario_note(&play->log, "%s\n", banner == NULL ? "no banner" : banner);
    note_end(play);
}

/* Threat A16: nothing else is tried than what was asked for: one request goes out. */
static void a_password_logs_in_and_the_banner_is_kept(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(log_in_by_password, NULL, no_key, "libssh2_userauth_password", &log);
    assert_noted(&log, "no banner\nin: 1, requests: 1\n");
    play(log_in_by_password, greet_and_let_in, no_key, "libssh2_userauth_password", &log);
    assert_noted(&log, "Hello.\nin: 1, requests: 1\n");
}

static LIBSSH2_PASSWD_CHANGEREQ_FUNC(give_new_password)
{
    (void)session;
    (void)abstract;
    *newpw = strdup(SSH2_PEER_NEW_PASSWORD);
    *newpw_len = (int)strlen(SSH2_PEER_NEW_PASSWORD);
}

static LIBSSH2_PASSWD_CHANGEREQ_FUNC(give_nothing)
{
    (void)session;
    (void)newpw;
    (void)newpw_len;
    (void)abstract;
}

static int log_in_late(struct ssh2_play *play, LIBSSH2_PASSWD_CHANGEREQ_FUNC(*callback))
{
    int rc;

    SSH2_CALL(play, rc,
              libssh2_userauth_password_ex(play->session, SSH2_PEER_EXPIRED_USER,
                                           sizeof(SSH2_PEER_EXPIRED_USER) - 1, SSH2_PEER_PASSWORD,
                                           sizeof(SSH2_PEER_PASSWORD) - 1, callback));
    return rc;
}

static void change_password(struct ssh2_play *play)
{
    assert_int_equal(log_in_late(play, NULL), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(log_in_late(play, give_nothing), LIBSSH2_ERROR_PASSWORD_EXPIRED);
    assert_int_equal(log_in_late(play, give_new_password), 0);
    note_end(play);
}

/* Threat A7 too: each attempt begins afresh. */
static void an_expired_password_is_changed_by_callback_only(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(change_password, NULL, no_key, "libssh2_userauth_password_ex", &log);
    assert_noted(&log, "in: 1, requests: 4\n");
}

/* Partial success, and a server that refuses everything */

static bool want_more(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    return payload.data[0] == SSH_MSG_USERAUTH_REQUEST &&
           ssh2_userauth_answer_failure(&peer->session, ssh2_text("x,publickey"), true) == 0;
}

static bool refuse_everything(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    return payload.data[0] == SSH_MSG_USERAUTH_REQUEST &&
           ssh2_userauth_answer_failure(&peer->session, ssh2_text(""), false) == 0;
}

static void try_password_and_key(struct ssh2_play *play)
{
    int rc;

    SSH2_CALL(play, rc, libssh2_userauth_password(play->session, USER, "p"));
    SSH2_CALL(play, rc,
              libssh2_userauth_publickey_fromfile(play->session, USER, DATA "ed25519-cert.pub",
                                                  DATA "ed25519", NULL));
    note_end(play);
}

/* Threats A8, A15: each call is one attempt, and its failure names what the server would take. */
static void refusals_are_final_and_say_what_would_do(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(try_password_and_key, want_more, no_key, "libssh2_userauth_password", &log);
    assert_noted(&log,
                 "-18 password succeeded but is not enough: the server also wants x,publickey");
    assert_noted(&log, "-19 publickey succeeded but is not enough"); /* K */
    assert_noted(&log, "in: 0, requests: 2\n");
    play(try_password_and_key, refuse_everything, no_key, "libssh2_userauth_publickey_fromfile",
         &log);
    assert_noted(&log, "-18 the server refused the method password; it would take nothing");
    assert_noted(&log, "in: 0, requests: 2\n");
}

/* The word of a host */

static bool trust_the_host(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_userauth_request_hostbased request;

    if (ssh2_userauth_request_hostbased_parse(payload, &request) != SSH2_OK)
        return false;

    struct ssh2_signed_data_hostbased data = {
        .session_identifier = ssh2_transport_session_id(peer->session.transport),
        .message_number = SSH_MSG_USERAUTH_REQUEST,
        .user_name = request.user_name,
        .service_name = request.service_name,
        .public_key_algorithm = request.public_key_algorithm,
        .host_key_and_certificates = request.host_key_and_certificates,
        .client_host_name_fqdn = request.client_host_name_fqdn,
        .client_user_name = request.client_user_name,
    };
    uint8_t bytes[1024];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    const struct ssh2_algorithm *algorithm =
        ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY, request.public_key_algorithm);

    ssh2_signed_data_hostbased_write(&w, &data);
    if (algorithm != NULL && ssh2_bytes_equal(request.client_host_name_fqdn, ssh2_text("host.")) &&
        ssh2_hostkey_verify(&ssh2_memory_default, &peer->error, algorithm,
                            request.host_key_and_certificates, request.signature,
                            ssh2_written(&w)) == 0)
        return ssh2_userauth_answer_success(&peer->session) == 0;
    return ssh2_userauth_answer_failure(&peer->session, ssh2_text("hostbased"), false) == 0;
}

static void log_in_by_host(struct ssh2_play *play)
{
    int rc;

    SSH2_CALL(play, rc,
              libssh2_userauth_hostbased_fromfile_ex(play->session, USER, USER_LEN,
                                                     DATA "ed25519.pub", DATA "ed25519", NULL,
                                                     "other.", 6, "me", 2));
    SSH2_CALL(play, rc,
              libssh2_userauth_hostbased_fromfile_ex(play->session, USER, USER_LEN, NULL,
                                                     DATA "rsa2048.pub", NULL, "host.", 5, "me",
                                                     2));
    SSH2_CALL(play, rc,
              libssh2_userauth_hostbased_fromfile_ex(play->session, USER, USER_LEN,
                                                     DATA "ed25519.pub", DATA "ed25519", NULL,
                                                     "host.", 5, "me", 2));
    note_end(play);
}

/* F: the original could not do it with Ed25519. */
static void a_host_vouches_with_an_ed25519_key(void **state)
{
    struct ssh2_scenario_log log;

    (void)state;
    play(log_in_by_host, trust_the_host, no_key, "libssh2_userauth_hostbased_fromfile_ex", &log);
    assert_noted(&log, "): -19 ");
    assert_noted(&log, "): -16 ");
    assert_noted(&log, "): 0 \nin: 1, requests: 2\n");
}

/* Lengths, threat A4: an error of the argument, and nothing is sent */

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(give_no_answer)
{
    (void)name;
    (void)name_len;
    (void)instruction;
    (void)instruction_len;
    (void)num_prompts;
    (void)prompts;
    (void)responses;
    (void)abstract;
    fail_msg("nobody has asked");
}

static void names_and_secrets_that_no_packet_holds_are_refused(void **state)
{
    struct ssh2_wire_pair pair;
    static const struct ssh2_peer_settings honest;
    struct ssh2_scenario_log log = { .len = 0 };
    static const unsigned lens[] = { 34745, 0x7fffffff, 0x80000000u, UINT_MAX - 3, UINT_MAX };
    unsigned sent;

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &honest));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    sent = pair.peer->received[SSH_MSG_USERAUTH_REQUEST];
    for (size_t i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
        unsigned len = lens[i];
        LIBSSH2_SESSION *s = pair.session;

        assert_null(libssh2_userauth_list(s, "u", len));
        assert_int_equal(libssh2_session_last_errno(s), LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(libssh2_userauth_password_ex(s, "u", len, "p", 1, NULL),
                         LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(libssh2_userauth_password_ex(s, "u", 1, "p", len, NULL),
                         LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(
            libssh2_userauth_publickey_fromfile_ex(s, "u", len, NULL, DATA "ed25519", NULL),
            LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(
            libssh2_userauth_publickey_frommemory(s, "u", SIZE_MAX - i, NULL, 0, "x", 1, NULL),
            LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(libssh2_userauth_keyboard_interactive_ex(s, "u", len, give_no_answer),
                         LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, DATA "ed25519",
                                                                NULL, "h", len, "l", 1),
                         LIBSSH2_ERROR_OUT_OF_BOUNDARY);
        assert_int_equal(libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, NULL, DATA "ed25519",
                                                                NULL, "h", 1, "l", len),
                         LIBSSH2_ERROR_OUT_OF_BOUNDARY);
    }
    ssh2_wire_pair_run_peer(&pair);
    assert_int_equal(pair.peer->received[SSH_MSG_USERAUTH_REQUEST], sent);
    ssh2_wire_pair_close(&pair);
}

/* Threat A17: what one session knows, no other does. */
static void sessions_share_no_identity(void **state)
{
    struct ssh2_wire_pair first, second;
    static const struct ssh2_peer_settings honest;
    struct ssh2_scenario_log log = { .len = 0 };

    (void)state;
    assert_true(ssh2_wire_pair_open(&first, &honest));
    assert_true(ssh2_wire_pair_open(&second, &honest));
    assert_int_equal(ssh2_scenario_handshake(&first, &log), 0);
    assert_int_equal(ssh2_scenario_handshake(&second, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&first, &log), 0);
    assert_int_equal(libssh2_userauth_authenticated(first.session), 1);
    assert_int_equal(libssh2_userauth_authenticated(second.session), 0);
    assert_int_equal(second.peer->received[SSH_MSG_USERAUTH_REQUEST], 0);
    assert_null(libssh2_channel_open_session(second.session));
    ssh2_wire_pair_close(&first);
    ssh2_wire_pair_close(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_the_servers_and_the_banner_too),
        cmocka_unit_test(none_may_be_enough),
        cmocka_unit_test(a_password_logs_in_and_the_banner_is_kept),
        cmocka_unit_test(an_expired_password_is_changed_by_callback_only),
        cmocka_unit_test(refusals_are_final_and_say_what_would_do),
        cmocka_unit_test(a_host_vouches_with_an_ed25519_key),
        cmocka_unit_test(names_and_secrets_that_no_packet_holds_are_refused),
        cmocka_unit_test(sessions_share_no_identity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
