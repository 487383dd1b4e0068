/* The chapter of security_key.c: login by FIDO keys. The authenticator is a key in memory, the server
 * the peer with a test's own answers. */
#include "src/oracle/play.h"
#include "src/packet/key/sk_signed_message.h"
#include "src/packet/key/sig_sk_ecdsa.h"
#include "src/packet/key/sig_sk_ed25519.h"
#include "src/packet/userauth/signed_data_publickey.h"
#include "src/packet/userauth/userauth_pk_ok.h"
#include "src/packet/userauth/userauth_request_publickey.h"
#include "src/packet/userauth/userauth_request_publickey_query.h"
#include "src/session/keyfile_testing.h"

#define COUNTER 77u
#define FLAGS LIBSSH2_SK_PRESENCE_REQUIRED

/* The authenticator */

struct authenticator {
    struct ssh2_private_key *key;
    unsigned calls, busy; /* busy: how often it says EAGAIN first */
    int rc;
    bool gives_nothing;
};

/* What an authenticator signs: OpenSSH's PROTOCOL.u2f. */
static struct ssh2_bytes message_of(struct ssh2_bytes data, uint8_t *out, size_t len)
{
    uint8_t application[32], digest[32];
    struct ssh2_writer w = ssh2_writer(out, len);
    struct ssh2_sk_signed_message message = { .application_hash = { application, 32 },
                                              .flags = FLAGS,
                                              .counter = COUNTER,
                                              .message_hash = { digest, 32 } };

    assert_true(ssh2_hash_once(SSH2_HASH_SHA256, ssh2_text("ssh:"), application));
    assert_true(ssh2_hash_once(SSH2_HASH_SHA256, data, digest));
    ssh2_sk_signed_message_write(&w, &message);
    assert_int_equal(w.status, SSH2_OK);
    return ssh2_written(&w);
}

static unsigned char *copy(struct ssh2_bytes bytes)
{
    unsigned char *out = malloc(bytes.len);

    assert_non_null(out);
    memcpy(out, bytes.data, bytes.len);
    return out;
}

static LIBSSH2_USERAUTH_SK_SIGN_FUNC(touch)
{
    struct authenticator *a = *abstract;
    struct ssh2_signature signature;
    uint8_t message[128];

    assert_non_null(session);
    assert_string_equal(application, "ssh:");
    assert_int_equal(flags, LIBSSH2_SK_PRESENCE_REQUIRED);
    assert_true(ssh2_bytes_equal(ssh2_bytes(key_handle, key_handle_len),
                                 algorithm == LIBSSH2_HOSTKEY_TYPE_ED25519
                                     ? ssh2_text("handle of ed25519")
                                     : ssh2_text("handle of ecdsa256")));
    a->calls++;
    if (a->calls <= a->busy)
        return LIBSSH2_ERROR_EAGAIN;
    if (a->rc != 0 || a->gives_nothing)
        return a->rc;
    assert_int_equal(ssh2_sign(a->key, SSH2_HASH_SHA256,
                               message_of(ssh2_bytes(data, data_len), message, sizeof(message)),
                               &signature),
                     SSH2_CRYPTO_OK);

    struct ssh2_signature_parts parts = ssh2_signature_parts(&signature);

    sig_info->flags = FLAGS;
    sig_info->counter = COUNTER;
    sig_info->sig_r = copy(parts.first);
    sig_info->sig_r_len = parts.first.len;
    if (parts.second.len > 0) {
        sig_info->sig_s = copy(parts.second);
        sig_info->sig_s_len = parts.second.len;
    }
    return 0;
}

/* The server */

/* Whether the signature blob is the authenticator's of the data. */
static bool is_signature(const struct ssh2_private_key *key, struct ssh2_bytes blob,
                         struct ssh2_bytes data)
{
    const struct ssh2_public_key *half = ssh2_private_key_public(key);
    uint8_t message[128];
    struct ssh2_bytes bytes = message_of(data, message, sizeof(message));
    struct ssh2_sig_sk_ed25519 ed25519;
    struct ssh2_sig_sk_ecdsa ecdsa;
    struct ssh2_ecdsa_signature numbers;

    if (ssh2_sig_sk_ed25519_parse(blob, &ed25519) == SSH2_OK)
        return ed25519.flags == FLAGS && ed25519.counter == COUNTER &&
               ssh2_verify(half, SSH2_HASH_SHA256, bytes,
                           (struct ssh2_signature_parts){ ed25519.sig, { NULL, 0 } });
    return ssh2_sig_sk_ecdsa_parse(blob, &ecdsa) == SSH2_OK && ecdsa.flags == FLAGS &&
           ecdsa.counter == COUNTER &&
           ssh2_ecdsa_signature_parse(ecdsa.ecdsa_sig, &numbers) == SSH2_OK &&
           ssh2_verify(half, SSH2_HASH_SHA256, bytes,
                       (struct ssh2_signature_parts){ numbers.r, numbers.s });
}

struct server {
    const struct authenticator *authenticator;
    struct ssh2_bytes public_key; /* that it takes */
    unsigned queries, signatures;
};

static void answer_query(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct server *server = peer->settings.context;
    struct ssh2_userauth_request_publickey_query query;

    assert_int_equal(ssh2_userauth_request_publickey_query_parse(payload, &query), SSH2_OK);
    server->queries++;
    if (!ssh2_bytes_equal(query.public_key_blob, server->public_key)) {
        ssh2_userauth_answer_failure(&peer->session, ssh2_text("publickey"), false);
        return;
    }

    struct ssh2_userauth_pk_ok ok = { .public_key_algorithm_name = query.public_key_algorithm_name,
                                      .public_key_blob = query.public_key_blob };

    ssh2_transport_post_packet(peer->session.transport, ssh2_userauth_pk_ok_type(), &ok);
}

static void judge_signature(struct ssh2_peer *peer,
                            const struct ssh2_userauth_request_publickey *request)
{
    struct server *server = peer->settings.context;
    struct ssh2_signed_data_publickey data = {
        .session_identifier = ssh2_transport_session_id(peer->session.transport),
        .user_name = request->user_name,
        .service_name = request->service_name,
        .public_key_algorithm_name = request->public_key_algorithm_name,
        .public_key_blob = request->public_key_blob,
    };
    uint8_t bytes[2048];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    server->signatures++;
    ssh2_signed_data_publickey_write(&w, &data);
    if (is_signature(server->authenticator->key, request->signature, ssh2_written(&w)))
        ssh2_userauth_answer_success(&peer->session);
    else
        ssh2_userauth_answer_failure(&peer->session, ssh2_text("publickey"), false);
}

static bool take_request(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_userauth_request_publickey request;

    if (payload.data[0] != SSH_MSG_USERAUTH_REQUEST)
        return false;
    if (ssh2_userauth_request_publickey_parse(payload, &request) == SSH2_OK)
        judge_signature(peer, &request);
    else
        answer_query(peer, payload);
    return true;
}

/* Logins */

struct attempt {
    const char *private_name, *public_name, *plain_name; /* files */
    bool by_certificate;
    const char *passphrase;
    unsigned busy;
    int rc;
    bool gives_nothing, server_knows_another;
};

static struct ssh2_private_key *load_plain(const char *name)
{
    struct text text = load(name);
    struct ssh2_error error = { 0 };
    struct ssh2_private_key *key = NULL;

    assert_int_equal(
        ssh2_keyfile_private(&ssh2_memory_default, &error, text_view(&text), NULL, &key), 0);
    return key;
}

static void log_in(struct ssh2_play *play)
{
    const struct attempt *attempt = play->script->context;
    struct text private_text = load(attempt->private_name), public_text = load(attempt->public_name);
    struct authenticator authenticator = { .key = load_plain(attempt->plain_name),
                                           .busy = attempt->busy,
                                           .rc = attempt->rc,
                                           .gives_nothing = attempt->gives_nothing };
    struct server server = { .authenticator = &authenticator };
    struct ssh2_error error = { 0 };
    struct ssh2_bytes type;
    void *abstract = &authenticator;
    int rc;

    assert_int_equal(ssh2_keyfile_public(&ssh2_memory_default, &error, text_view(&public_text),
                                         &server.public_key, &type), 0);
    uint8_t *owned = (uint8_t *)(uintptr_t)server.public_key.data;

    if (attempt->server_knows_another)
        server.public_key.len--;
    play->pair.peer->settings.context = &server;
    do {
        rc = libssh2_userauth_publickey_sk(
            play->session, SSH2_PEER_USER, sizeof(SSH2_PEER_USER) - 1,
            attempt->by_certificate ? (const unsigned char *)public_text.bytes : NULL,
            public_text.len, private_text.bytes, private_text.len, attempt->passphrase, touch,
            &abstract);
    } while (ssh2_play_again(play, "libssh2_userauth_publickey_sk()", rc, true));
    ssh2_scenario_note(&play->log, "in: %d; queries %u, signatures %u, touches %u\n",
                       libssh2_userauth_authenticated(play->session), server.queries,
                       server.signatures, authenticator.calls);
    assert_int_equal(libssh2_userauth_authenticated(play->session), rc == 0);
    ssh2_private_key_free(authenticator.key);
    free(owned);
}

static void shake_hands(struct ssh2_play *play)
{
    struct ssh2_scenario_log unnoticed = { .len = 0 };

    assert_int_equal(ssh2_scenario_handshake(&play->pair, &unnoticed), 0);
}

/* Plays the attempt; its end begins with the expected text. */
static void try_it(const struct attempt *attempt, const char *expected)
{
    static const char *const waits[] = { "libssh2_userauth_publickey_sk", NULL };
    struct ssh2_scenario_log log;

    ssh2_play_log(&(struct ssh2_script){ .settings = { .intercept = take_request },
                                         .prepare = shake_hands,
                                         .run = log_in,
                                         .waits = waits,
                                         .signer_is_slow = attempt->busy > 0,
                                         .context = attempt },
                  &log);
    if (strstr(log.text, expected) == NULL)
        fail_msg("\"%s\" is not in: %s", expected, log.text);
}

static void every_kind_of_fido_key_logs_in(void **state)
{
    static const struct attempt attempts[] = {
        { .private_name = "sk_ed25519", .public_name = "sk_ed25519.pub", .plain_name = "ed25519" },
        { .private_name = "sk_ecdsa256",
          .public_name = "sk_ecdsa256.pub",
          .plain_name = "ecdsa256" },
        { .private_name = "sk_ed25519_aes256-ctr",
          .public_name = "sk_ed25519.pub",
          .plain_name = "ed25519",
          .passphrase = PASSPHRASE },
        { .private_name = "sk_ed25519",
          .public_name = "sk_ed25519-cert.pub",
          .plain_name = "ed25519",
          .by_certificate = true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++)
        try_it(&attempts[i], "(): 0 \nin: 1; queries 1, signatures 1, touches 1\n");
}

/* F: the original spun, with a session that does not wait. */
static void an_authenticator_may_need_time(void **state)
{
    static const struct attempt attempt = { .private_name = "sk_ed25519",
                                            .public_name = "sk_ed25519.pub",
                                            .plain_name = "ed25519",
                                            .busy = 3 };

    (void)state;
    try_it(&attempt, "in: 1; queries 1, signatures 1, touches 4\n");
}

#define FILES_OF_ED25519 .private_name = "sk_ed25519", .public_name = "sk_ed25519.pub"

static void failures_have_codes_of_their_own(void **state)
{
    static const struct {
        struct attempt attempt;
        const char *expected;
    } cases[] = {
        { { FILES_OF_ED25519, .plain_name = "ed25519", .rc = -1 }, "(): -19 " },
        { { FILES_OF_ED25519, .plain_name = "ed25519", .gives_nothing = true }, "(): -19 " },
        { { FILES_OF_ED25519, .plain_name = "ecdsa256" }, "(): -19 " }, /* not what it signs by */
        { { FILES_OF_ED25519, .plain_name = "ed25519", .server_knows_another = true },
          "(): -18 the server refused the method publickey" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        try_it(&cases[i].attempt, cases[i].expected);
}

static void what_is_no_fido_key_does_not_log_in(void **state)
{
    static const struct {
        const char *name, *passphrase;
    } files[] = { { "ed25519", NULL }, { "sk_ed25519_aes256-ctr", "wrong" }, { "sk_ed25519.pub", "" } };
    LIBSSH2_SESSION *session = libssh2_session_init();

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        struct text text = load(files[i].name);

        assert_int_equal(libssh2_userauth_publickey_sk(session, "u", 1, NULL, 0, text.bytes,
                                                       text.len, files[i].passphrase, touch, NULL),
                         LIBSSH2_ERROR_FILE);
        assert_int_equal(libssh2_session_last_errno(session), LIBSSH2_ERROR_FILE);
    }
    libssh2_session_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_fido_key_logs_in),
        cmocka_unit_test(an_authenticator_may_need_time),
        cmocka_unit_test(failures_have_codes_of_their_own),
        cmocka_unit_test(what_is_no_fido_key_does_not_log_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
