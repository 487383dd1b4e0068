/* What a server says while somebody logs in, or wants to: threats A1, A9, A10, A12, A14, A15. */
#include "src/session/userauth.h"

#include "src/packet/userauth/signed_data_publickey.h"
#include "src/packet/userauth/userauth_banner.h"
#include "src/packet/userauth/userauth_failure.h"
#include "src/packet/userauth/userauth_pk_ok.h"
#include "src/packet/userauth/userauth_request_publickey.h"
#include "src/session/server_testing.h"

/* Answers to nothing */

/* Threat A1: nobody is logged in who has not asked for it, and no question reaches a user who has
 * not begun to answer any. */
static void answers_that_nobody_waits_for_end_the_connection(void **state)
{
    static const struct ssh2_bytes answers[] = {
        SSH2_TEXT("\x33\0\0\0\1x\0"),                      /* FAILURE */
        SSH2_TEXT("\x34"),                                 /* SUCCESS */
        SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), /* INFO_REQUEST, PK_OK, CHANGEREQ */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        struct connection *c = connect_client();

        assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN); /* the service is accepted */
        assert_int_equal(ssh2_transport_send(c->server, &answers[i], 1), 0);
        assert_int_equal(settle(c), LIBSSH2_ERROR_PROTO);
        assert_true(ssh2_transport_is_dead(c->client.transport));
        assert_false(c->client.userauth.authenticated);
        hang_up(c);
    }
}

/* Threat A12: a request is the client's to make. RFC 4253, section 11.4: what is not known in this
 * place is told to be, and nothing else comes of it. */
static void a_server_cannot_ask_to_be_let_in(void **state)
{
    struct ssh2_bytes request = SSH2_TEXT("\x32\0\0\0\1u\0\0\0\x0essh-connection\0\0\0\4none");
    struct connection *c = connect_client();

    (void)state;
    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_transport_send(c->server, &request, 1), 0);
    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    assert_false(c->client.userauth.authenticated);
    assert_int_equal(c->received[SSH_MSG_UNIMPLEMENTED], 1);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_SUCCESS], 0);
    hang_up(c);
}

/* Keys */

static const struct ssh2_bytes key_blob = SSH2_TEXT("\0\0\0\x0bssh-ed25519\0\0\0\x20"
                                                    "0123456789abcdef0123456789abcdef");
static const struct ssh2_bytes other_blob = SSH2_TEXT("\0\0\0\x0bssh-ed25519\0\0\0\x20"
                                                      "0123456789abcdef0123456789abcdee");

struct signing {
    unsigned count;
    uint8_t data[512]; /* what was to be signed last */
    size_t data_len;
};

static int sign(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                struct ssh2_bytes *signature)
{
    struct signing *signing = context;

    (void)algorithm;
    signing->count++;
    assert_true(data.len <= sizeof(signing->data));
    memcpy(signing->data, data.data, data.len);
    signing->data_len = data.len;
    *signature = ssh2_bytes(strdup("signature"), 9);
    return 0;
}

static int try_key(struct connection *c, struct signing *signing)
{
    struct ssh2_signer signer = { .sign = sign, .context = signing, .in_hand = false };

    return ssh2_userauth_publickey(&c->client, ssh2_text("u"), key_blob, &signer);
}

static struct connection *ask_about_key(struct signing *signing)
{
    struct connection *c = connect_client();

    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(try_key(c, signing), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    return c;
}

/* Threat A9. An old server names the type of the key where the algorithm should be: that is borne.
 */
static void only_the_key_that_was_offered_is_signed_with(void **state)
{
    static const struct {
        struct ssh2_bytes algorithm, blob;
        int rc;
    } cases[] = {
        { SSH2_TEXT("ssh-ed25519"), SSH2_TEXT(""), LIBSSH2_ERROR_PROTO },
        { SSH2_TEXT("ssh-ed25519"), { NULL, 0 }, LIBSSH2_ERROR_PROTO },  /* the other key */
        { SSH2_TEXT("an old name"), { NULL, 1 }, LIBSSH2_ERROR_EAGAIN }, /* the key itself */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct signing signing = { 0 };
        struct connection *c = ask_about_key(&signing);
        struct ssh2_userauth_pk_ok ok = {
            .public_key_algorithm_name = cases[i].algorithm,
            .public_key_blob = i == 1   ? other_blob
                               : i == 2 ? key_blob
                                        : cases[i].blob,
        };

        say(c, ssh2_userauth_pk_ok_type(), &ok);
        settle(c);
        assert_int_equal(try_key(c, &signing), cases[i].rc);
        assert_int_equal(signing.count, cases[i].rc == LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_transport_is_dead(c->client.transport),
                         cases[i].rc == LIBSSH2_ERROR_PROTO);
        hang_up(c);
    }
}

/* Threat A10: RFC 4252, section 7. What is signed is of use in this session, to this user, alone.
 */
static void what_is_signed_names_session_user_and_key(void **state)
{
    uint8_t session_ids[2][SSH2_HASH_MAX_BYTES];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct signing signing = { 0 };
        struct connection *c = ask_about_key(&signing);
        struct ssh2_userauth_pk_ok ok = { .public_key_algorithm_name = SSH2_TEXT("ssh-ed25519"),
                                          .public_key_blob = key_blob };
        struct ssh2_bytes id = ssh2_transport_session_id(c->client.transport);
        struct ssh2_signed_data_publickey data;

        say(c, ssh2_userauth_pk_ok_type(), &ok);
        settle(c);
        assert_int_equal(try_key(c, &signing), LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_packet_judge(ssh2_signed_data_publickey_type(),
                                           ssh2_bytes(signing.data, signing.data_len), &data)
                             .status,
                         SSH2_OK);
        assert_true(ssh2_bytes_equal(data.session_identifier, id));
        assert_true(ssh2_bytes_equal(data.user_name, ssh2_text("u")));
        assert_true(ssh2_bytes_equal(data.service_name, ssh2_text("ssh-connection")));
        assert_true(ssh2_bytes_equal(data.public_key_blob, key_blob));
        memcpy(session_ids[i], id.data, id.len);
        hang_up(c);
    }
    assert_memory_not_equal(session_ids[0], session_ids[1], 32);
}

/* Texts */

/* Threat A14: as many banners as a server likes do not fill memory, since only the last is kept,
 * nor time. */
static void banners_without_end_end_the_connection(void **state)
{
    static char text[100000];
    struct ssh2_userauth_banner banner = { .message = { (const uint8_t *)text, sizeof(text) } };
    struct connection *c = connect_client();
    int rc = LIBSSH2_ERROR_EAGAIN;
    unsigned count = 0;

    (void)state;
    memset(text, 'b', sizeof(text));
    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    while (rc == LIBSSH2_ERROR_EAGAIN && count < 1000) {
        assert_int_equal(
            ssh2_transport_send_packet(c->server, ssh2_userauth_banner_type(), &banner), 0);
        rc = settle(c);
        count++;
        assert_true(c->client.userauth.banner.len <= sizeof(text));
    }
    assert_int_equal(rc, LIBSSH2_ERROR_PROTO);
    assert_int_equal(count, SSH2_USERAUTH_BANNERS_MAX_COUNT + 1);
    hang_up(c);
}

/* Threats A14, A15: whatever a server puts into its list of methods, the sentence that programs
 * print has nothing in it that a terminal acts upon, and an end. */
static void what_the_server_says_is_printable_in_sentences(void **state)
{
    static char many[100000];
    struct ssh2_bytes lists[] = {
        SSH2_TEXT(""),
        SSH2_TEXT("no-such-method,another"),
        { (const uint8_t *)many, sizeof(many) },
    };

    (void)state;
    memset(many, 'm', sizeof(many));
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        struct ssh2_userauth_failure failure = { .authentications_that_can_continue = lists[i] };
        struct connection *c = connect_client();

        assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_EAGAIN);
        settle(c);
        say(c, ssh2_userauth_failure_type(), &failure);
        settle(c);
        assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")),
                         LIBSSH2_ERROR_AUTHENTICATION_FAILED);
        assert_true(strlen(c->client_error.message) < sizeof(c->client_error.message));
        for (const char *p = c->client_error.message; *p != '\0'; p++)
            assert_in_range(*p, 0x20, 0x7e);
        hang_up(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_that_nobody_waits_for_end_the_connection),
        cmocka_unit_test(a_server_cannot_ask_to_be_let_in),
        cmocka_unit_test(only_the_key_that_was_offered_is_signed_with),
        cmocka_unit_test(what_is_signed_names_session_user_and_key),
        cmocka_unit_test(banners_without_end_end_the_connection),
        cmocka_unit_test(what_the_server_says_is_printable_in_sentences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
