#include "src/packet/userauth/signed_data_hostbased.h"
#include "src/packet/userauth/userauth_failure.h"
#include "src/packet/userauth/userauth_request_hostbased.h"
#include "src/session/server_testing.h"
#include "src/transport/hostkey.h"

/* A host with an Ed25519 key, and a signer that may have to be asked more than once. */
struct host {
    struct ssh2_private_key *key;
    struct ssh2_bytes blob;
    struct ssh2_key_signer with_key;
    unsigned times_to_wait, times_asked;
    int failure;
};

static int sign(void *context, struct ssh2_bytes algorithm, struct ssh2_bytes data,
                struct ssh2_bytes *signature)
{
    struct host *host = context;

    host->times_asked++;
    if (host->times_to_wait > 0) {
        host->times_to_wait--;
        return LIBSSH2_ERROR_EAGAIN;
    }
    if (host->failure != 0)
        return host->failure;
    return ssh2_userauth_sign_with_key(&host->with_key, algorithm, data, signature);
}

static void make_host(struct host *host, struct connection *c)
{
    static const uint8_t seed[SSH2_ED25519_SEED_BYTES] = { 2 };
    uint8_t public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    uint8_t *blob = NULL;
    size_t len = 0;

    memset(host, 0, sizeof(*host));
    ssh2_ed25519_public(seed, public_bytes);
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, ssh2_bytes(seed, sizeof(seed)),
                                              ssh2_bytes(public_bytes, sizeof(public_bytes)),
                                              &host->key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_hostkey_blob(&ssh2_memory_default, &c->client_error,
                                       ssh2_private_key_public(host->key), &blob, &len), 0);
    host->blob = ssh2_bytes(blob, len);
    host->with_key = (struct ssh2_key_signer){ &c->client, host->key };
}

static void free_host(struct host *host)
{
    ssh2_private_key_free(host->key);
    free((void *)(uintptr_t)host->blob.data);
}

static int attempt(struct connection *c, struct host *host)
{
    struct ssh2_hostbased claim = { .user_name = ssh2_text("somebody"),
                                    .host_key = host->blob,
                                    .host_name = ssh2_text("client.example"),
                                    .client_user_name = ssh2_text("anybody") };
    struct ssh2_signer signer = { sign, host, true };

    return ssh2_userauth_hostbased(&c->client, &claim, &signer);
}

static void refuse(struct connection *c)
{
    struct ssh2_userauth_failure failure = {
        .authentications_that_can_continue = ssh2_text("publickey")
    };

    say(c, ssh2_userauth_failure_type(), &failure);
    settle(c);
}

/* RFC 4252, section 9: what the request says is what was signed, with the session's id in front. */
static bool is_signed_by(const struct connection *c, const struct host *host,
                         const struct ssh2_userauth_request_hostbased *request)
{
    struct ssh2_signed_data_hostbased data = {
        .session_identifier = ssh2_transport_session_id(c->server),
        .message_number = SSH_MSG_USERAUTH_REQUEST,
        .user_name = request->user_name,
        .service_name = request->service_name,
        .public_key_algorithm = request->public_key_algorithm,
        .host_key_and_certificates = request->host_key_and_certificates,
        .client_host_name_fqdn = request->client_host_name_fqdn,
        .client_user_name = request->client_user_name,
    };
    uint8_t bytes[1024];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_error error = { 0 };

    ssh2_signed_data_hostbased_write(&w, &data);
    return ssh2_hostkey_verify(&ssh2_memory_default, &error,
                               ssh2_algorithm_find(SSH2_ALGORITHM_HOST_KEY,
                                                   request->public_key_algorithm),
                               host->blob, request->signature, ssh2_written(&w)) == 0;
}

static void the_host_signs_for_the_user(void **state)
{
    struct connection *c = connect_client();
    struct ssh2_userauth_request_hostbased request;
    struct ssh2_userauth_success success = { 0 };
    struct host host;

    (void)state;
    make_host(&host, c);
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    expect_last(c, ssh2_userauth_request_hostbased_type(), &request);
    assert_true(ssh2_bytes_equal(request.user_name, ssh2_text("somebody")));
    assert_true(ssh2_bytes_equal(request.client_user_name, ssh2_text("anybody")));
    assert_true(ssh2_bytes_equal(request.client_host_name_fqdn, ssh2_text("client.example")));
    assert_true(is_signed_by(c, &host, &request));
    say(c, ssh2_userauth_success_type(), &success);
    settle(c);
    assert_int_equal(attempt(c, &host), 0);
    assert_int_equal(host.times_asked, 1);
    free_host(&host);
    hang_up(c);
}

static void a_refusal_is_a_key_that_was_not_verified(void **state)
{
    struct connection *c = connect_client();
    struct host host;

    (void)state;
    make_host(&host, c);
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    refuse(c);
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED);
    assert_int_equal(c->client_error.code, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED);
    free_host(&host);
    hang_up(c);
}

static void a_signer_that_waits_is_asked_again(void **state)
{
    struct connection *c = connect_client();
    struct host host;

    (void)state;
    make_host(&host, c);
    host.times_to_wait = 2;
    for (int i = 0; i < 3; i++)
        assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    assert_int_equal(host.times_asked, 3);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_REQUEST], 1);
    free_host(&host);
    hang_up(c);
}

static void a_signer_that_fails_sends_nothing(void **state)
{
    struct connection *c = connect_client();
    struct host host;

    (void)state;
    make_host(&host, c);
    host.failure = LIBSSH2_ERROR_HOSTKEY_SIGN;
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_HOSTKEY_SIGN);
    settle(c);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_REQUEST], 0);
    assert_null(c->client.userauth.signed_request.data);
    free_host(&host);
    hang_up(c);
}

static void a_message_that_answers_no_signature_ends_the_connection(void **state)
{
    struct connection *c = connect_client();
    struct ssh2_bytes payload = SSH2_TEXT("\x3c\0\0\0\0\0\0\0\0");
    struct host host;

    (void)state;
    make_host(&host, c);
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    assert_int_equal(ssh2_transport_send(c->server, &payload, 1), 0);
    settle(c);
    assert_int_equal(attempt(c, &host), LIBSSH2_ERROR_PROTO);
    free_host(&host);
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_host_signs_for_the_user),
        cmocka_unit_test(a_refusal_is_a_key_that_was_not_verified),
        cmocka_unit_test(a_signer_that_waits_is_asked_again),
        cmocka_unit_test(a_signer_that_fails_sends_nothing),
        cmocka_unit_test(a_message_that_answers_no_signature_ends_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
