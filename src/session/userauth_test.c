/* What a login waits for, and what it does not. */
#include "src/session/userauth.h"

#include "src/packet/key/pubkey_rsa.h"
#include "src/packet/userauth/userauth_failure.h"
#include "src/session/server_testing.h"

static int round_trips_to_handshake(struct connection *c)
{
    int rc = 0, count = 0;

    while (ssh2_session_handshake(&c->client) == LIBSSH2_ERROR_EAGAIN && count < 10) {
        (void)round_trip(c, &rc);
        assert_int_equal(rc, LIBSSH2_ERROR_EAGAIN);
        count++;
    }
    return count;
}

static int give_password(struct connection *c)
{
    return ssh2_userauth_password(&c->client, ssh2_text("u"), ssh2_text("secret"), NULL, NULL);
}

/* One for both KEXINITs, one for the key exchange, one for the service and the password together. */
static void login_takes_three_round_trips(void **state)
{
    struct connection *c = start_client();
    struct ssh2_userauth_success success = { 0 };

    (void)state;
    assert_int_equal(round_trips_to_handshake(c), 2);
    assert_int_equal(c->received[SSH_MSG_SERVICE_REQUEST], 0);
    assert_int_equal(give_password(c), LIBSSH2_ERROR_EAGAIN);
    move(c->client.transport, c->server);
    for (struct ssh2_bytes payload; ssh2_transport_next(c->server, &payload) == 0;)
        take(c, payload);
    assert_int_equal(c->received[SSH_MSG_SERVICE_REQUEST], 1);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_REQUEST], 1);
    say(c, ssh2_userauth_success_type(), &success);
    settle(c);
    assert_int_equal(give_password(c), 0);
    hang_up(c);
}

static int refuse_to_sign(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                          struct ssh2_bytes *signature)
{
    unsigned *count = context;

    (void)algorithm;
    (void)data;
    (void)signature;
    ++*count;
    return LIBSSH2_ERROR_AUTHENTICATION_FAILED;
}

/* Until the service is accepted the server may say which of the RSA algorithms it takes. */
static void rsa_waits_for_the_servers_algorithms(void **state)
{
    static const uint8_t modulus[] = { 0xc1, 0x05 };
    struct connection *c = start_client();
    unsigned signatures = 0;
    struct ssh2_signer signer = { .sign = refuse_to_sign, .context = &signatures, .in_hand = true };
    struct ssh2_pubkey_rsa rsa = { .e = ssh2_text("\003"),
                                   .n = ssh2_bytes(modulus, sizeof(modulus)) };
    uint8_t blob[64];
    struct ssh2_writer w = ssh2_writer(blob, sizeof(blob));

    (void)state;
    ssh2_pubkey_rsa_write(&w, &rsa);
    assert_int_equal(round_trips_to_handshake(c), 2);
    assert_int_equal(ssh2_userauth_publickey(&c->client, ssh2_text("u"), ssh2_bytes(blob, w.len),
                                             &signer), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(signatures, 0);
    settle(c);
    assert_int_equal(ssh2_userauth_publickey(&c->client, ssh2_text("u"), ssh2_bytes(blob, w.len),
                                             &signer), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_int_equal(signatures, 1);
    hang_up(c);
}

static void refuse(struct connection *c, const char *methods)
{
    struct ssh2_userauth_failure failure = { .authentications_that_can_continue = ssh2_text(methods) };

    settle(c);
    say(c, ssh2_userauth_failure_type(), &failure);
    settle(c);
}

/* curl looks at what the server listed after each method that failed. */
static void what_was_listed_stays_while_methods_fail(void **state)
{
    struct connection *c = start_client();
    const uint8_t *listed = NULL;

    (void)state;
    assert_int_equal(round_trips_to_handshake(c), 2);
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_EAGAIN);
    refuse(c, "publickey,password");
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")),
                     LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    listed = c->client.userauth.listed.data;
    assert_int_equal(give_password(c), LIBSSH2_ERROR_EAGAIN);
    refuse(c, "keyboard-interactive");
    assert_int_equal(give_password(c), LIBSSH2_ERROR_AUTHENTICATION_FAILED);
    assert_ptr_equal(c->client.userauth.listed.data, listed);
    assert_string_equal((const char *)listed, "publickey,password");
    hang_up(c);
}

/* Waiting would be for ever. */
static void no_authentication_before_the_handshake(void **state)
{
    struct connection *c = start_client();

    (void)state;
    assert_int_equal(give_password(c), LIBSSH2_ERROR_BAD_USE);
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(login_takes_three_round_trips),
        cmocka_unit_test(rsa_waits_for_the_servers_algorithms),
        cmocka_unit_test(what_was_listed_stays_while_methods_fail),
        cmocka_unit_test(no_authentication_before_the_handshake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
