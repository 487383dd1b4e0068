/* What the client says, and when it says it: nothing of a login before the connection is protected
 * both ways, and nothing at all that its program has not asked for. Threats A18, A19, A20. */
#include "src/session/session.h"

#include "src/packet/connection/global_request.h"
#include "src/packet/transport/ext_info.h"
#include "src/packet/transport/ext_info_extension.h"
#include "src/packet/userauth/userauth_passwd_changereq.h"
#include "src/session/server_testing.h"

#define PASSWORD "between you and me"
#define ANSWER_MAX_BYTES 256u /* a packet with a refusal and its sentence */

static bool holds(struct ssh2_bytes bytes, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i + len <= bytes.len; i++)
        if (memcmp(bytes.data + i, text, len) == 0)
            return true;
    return false;
}

static int give_password(struct connection *c)
{
    return ssh2_userauth_password(&c->client, ssh2_text("u"), ssh2_text(PASSWORD), NULL, NULL);
}

/* One byte of the server's, and what it leads to; all of the client's. */
static void move_a_byte(struct connection *c)
{
    struct ssh2_bytes payload;
    size_t space = 0;
    uint8_t *input = ssh2_transport_input_space(c->client.transport, &space);

    assert_false(holds(ssh2_transport_output(c->client.transport), PASSWORD));
    move(c->client.transport, c->server);
    while (ssh2_transport_next(c->server, &payload) == 0)
        take(c, payload);
    if (ssh2_transport_output(c->server).len > 0) {
        input[0] = ssh2_transport_output(c->server).data[0];
        ssh2_transport_input_filled(c->client.transport, 1);
        ssh2_transport_output_sent(c->server, 1);
    }
    assert_int_equal(ssh2_session_dispatch(&c->client), LIBSSH2_ERROR_EAGAIN);
}

/* Threat A18: wherever the handshake is, a program that wants to log in is told that it is too
 * early. When it no longer is, the server's proof of its host key has been checked, the program can
 * look at the key, and NEWKEYS has gone both ways: the server reads the request with the keys that
 * it proved. */
static void nothing_of_a_login_leaves_before_both_newkeys(void **state)
{
    struct connection *c = start_client();
    unsigned early = 0;

    (void)state;
    while (ssh2_session_handshake(&c->client) == LIBSSH2_ERROR_EAGAIN) {
        if (!ssh2_transport_is_established(c->client.transport)) {
            assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_BAD_USE);
            early++;
        }
        move_a_byte(c);
    }
    assert_true(early > 500);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_REQUEST], 0);
    assert_true(ssh2_transport_is_established(c->client.transport));
    assert_true(ssh2_transport_is_established(c->server));
    assert_true(ssh2_transport_host_key(c->client.transport).len > 0);
    assert_int_equal(give_password(c), LIBSSH2_ERROR_EAGAIN);
    assert_false(holds(ssh2_transport_output(c->client.transport), PASSWORD));
    settle(c);
    assert_int_equal(c->received[SSH_MSG_USERAUTH_REQUEST], 1);
    assert_true(holds(ssh2_bytes(c->last, c->last_len), PASSWORD));
    hang_up(c);
}

/* Threat A18, the other half: there is no cipher that would leave it in clear text. */
static void no_cipher_is_none(void **state)
{
    static const int types[] = { LIBSSH2_METHOD_CRYPT_CS, LIBSSH2_METHOD_CRYPT_SC,
                                 LIBSSH2_METHOD_MAC_CS, LIBSSH2_METHOD_MAC_SC };
    struct connection *c = start_client();

    (void)state;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        assert_int_equal(ssh2_transport_set_preference(c->client.transport, types[i], "none"),
                         LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
        assert_false(holds(ssh2_transport_preference(c->client.transport, types[i]), "none"));
    }
    hang_up(c);
}

/* Password changes */

struct user {
    unsigned times_asked;
};

static int think_of_a_password(void *context, struct ssh2_bytes prompt, char **password,
                               size_t *len)
{
    struct user *user = context;

    assert_int_equal(prompt.len, 10);
    user->times_asked++;
    *password = strdup("another");
    *len = strlen(*password);
    return 0;
}

/* Threat A19. The prompt is not shown: the callback of the public API has no place for it. */
static void a_server_that_demands_passwords_without_end_is_left(void **state)
{
    struct ssh2_userauth_passwd_changereq demand = { .prompt = SSH2_TEXT("Once more\a") };
    struct connection *c = connect_client();
    struct user user = { 0 };
    int rc = LIBSSH2_ERROR_EAGAIN;

    (void)state;
    for (int i = 0; i < 1000 && rc == LIBSSH2_ERROR_EAGAIN; i++) {
        rc = ssh2_userauth_password(&c->client, ssh2_text("u"), ssh2_text(PASSWORD),
                                    think_of_a_password, &user);
        settle(c);
        if (rc == LIBSSH2_ERROR_EAGAIN)
            say(c, ssh2_userauth_passwd_changereq_type(), &demand);
        settle(c);
    }
    assert_int_equal(rc, LIBSSH2_ERROR_PROTO);
    assert_int_equal(user.times_asked, SSH2_USERAUTH_QUESTIONS_MAX_COUNT);
    assert_true(ssh2_transport_is_dead(c->client.transport));
    hang_up(c);
}

/* Things nobody asked for */

/* What a client may say to a server that it has not asked for anything. */
static bool is_refusal(uint8_t number)
{
    return number == SSH_MSG_DISCONNECT || number == SSH_MSG_UNIMPLEMENTED ||
           number == SSH_MSG_REQUEST_FAILURE || number == SSH_MSG_CHANNEL_OPEN_FAILURE ||
           number == SSH_MSG_KEXINIT;
}

static void hear_refusals_alone(void *listener, struct ssh2_bytes payload)
{
    size_t *len = listener;

    if (!is_refusal(payload.data[0]))
        fail_msg("the client says %u", payload.data[0]);
    *len += payload.len;
}

/* Says this to a client that is logged in and idle, and hears what it draws. */
static void provoke(struct ssh2_bytes payload)
{
    struct connection *c = log_in();
    size_t len = 0;

    c->hear = hear_refusals_alone;
    c->listener = &len;
    assert_int_equal(ssh2_transport_send(c->server, &payload, 1), 0);
    settle(c);
    if (len > ANSWER_MAX_BYTES)
        fail_msg("message %u draws %zu bytes", payload.data[0], len);
    hang_up(c);
}

/* Threat A20: a message of any number, whatever follows, leads to a refusal or to nothing. (20
 * begins a key exchange, which has tests of its own; a server that wants one gets our KEXINIT.) */
static void no_message_makes_the_client_send_data(void **state)
{
    static const struct ssh2_bytes tails[] = {
        SSH2_TEXT(""),
        SSH2_TEXT("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        SSH2_TEXT("\0\0\0\x11resume@appgate.com\1\xff\xff\xff\xff\xff\xff\xff\xff"),
        SSH2_TEXT("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
    };
    uint8_t bytes[64];

    (void)state;
    for (unsigned number = 1; number < 256; number++)
        for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
            bytes[0] = (uint8_t)number;
            memcpy(bytes + 1, tails[i].data, tails[i].len);
            provoke(ssh2_bytes(bytes, 1 + tails[i].len));
        }
}

/* Threat A20: requests that other programs know, for data of any kind. */
static void no_global_request_makes_the_client_send_data(void **state)
{
    static const char *const names[] = {
        "roaming@appgate.com",
        "resume@appgate.com",
        "tcpip-forward",
        "cancel-tcpip-forward",
        "keepalive@openssh.com",
        "hostkeys-00@openssh.com",
        "hostkeys-prove-00@openssh.com",
        "no-more-sessions@openssh.com",
        "streamlocal-forward@openssh.com",
        "elevation",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        for (int wants = 0; wants < 2; wants++) {
            struct ssh2_global_request request = {
                .request_name = ssh2_text(names[i]),
                .want_reply = wants == 1,
                .request_data = SSH2_TEXT("\0\0\0\0\xff\xff\xff\xff\0\0\x10\0"),
            };
            uint8_t bytes[128];
            struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

            ssh2_global_request_write(&w, &request);
            assert_int_equal(w.status, SSH2_OK);
            provoke(ssh2_written(&w));
        }
}

/* Threat A20: what the server says it can do changes nothing of what goes out. RFC 8308,
 * section 2.4: just before USERAUTH_SUCCESS. */
static void no_extension_makes_the_client_send_data(void **state)
{
    static const char *const names[] = { "roaming@appgate.com",
                                         "no-flow-control",
                                         "elevation",
                                         "delay-compression",
                                         "publickey-hostbound@openssh.com",
                                         "ping@openssh.com",
                                         "agent-forward" };
    struct connection *c = connect_client();
    struct ssh2_userauth_success success = { 0 };
    uint8_t bytes[512];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));
    struct ssh2_ext_info info = { .nr_extensions = sizeof(names) / sizeof(names[0]) };

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct ssh2_ext_info_extension extension = { .extension_name = ssh2_text(names[i]),
                                                     .extension_value = SSH2_TEXT("s") };

        ssh2_ext_info_extension_write(&w, &extension);
    }
    info.extensions = ssh2_written(&w);
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_ext_info_type(), &info);
    say(c, ssh2_userauth_success_type(), &success);
    ssh2_transport_set_stage(c->server, SSH2_STAGE_CONNECTION);
    assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), 0);
    settle(c);
    for (unsigned number = 0; number < 256; number++)
        assert_int_equal(c->received[number],
                         number == SSH_MSG_SERVICE_REQUEST || number == SSH_MSG_USERAUTH_REQUEST);
    hang_up(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_a_login_leaves_before_both_newkeys),
        cmocka_unit_test(no_cipher_is_none),
        cmocka_unit_test(a_server_that_demands_passwords_without_end_is_left),
        cmocka_unit_test(no_message_makes_the_client_send_data),
        cmocka_unit_test(no_global_request_makes_the_client_send_data),
        cmocka_unit_test(no_extension_makes_the_client_send_data),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
