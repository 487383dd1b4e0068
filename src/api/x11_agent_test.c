/* The chapter of x11_agent.c, against the peer: our display and our agent, and what nobody asked
 * for. */
#include <stdio.h>

#include "src/api/forward_testing.h"
#include "src/api/session.h"
#include "src/packet/connection/chanreq_x11_req.h"
#include "src/wire/writer.h"

static LIBSSH2_CHANNEL *served[4]; /* that the hooks were given */
static unsigned served_count;
static char origin[64];
static int origin_port;

static LIBSSH2_X11_OPEN_FUNC(on_x11)
{
    (void)session;
    (void)abstract;
    assert_true(served_count < 4);
    served[served_count++] = channel;
    assert_true(strlen(shost) < sizeof(origin));
    memcpy(origin, shost, strlen(shost) + 1);
    origin_port = sport;
}

static LIBSSH2_AUTHAGENT_FUNC(on_agent)
{
    (void)session;
    (void)abstract;
    assert_true(served_count < 4);
    served[served_count++] = channel;
}

static void serve_all(LIBSSH2_SESSION *session)
{
    served_count = 0;
    libssh2_session_callback_set2(session, LIBSSH2_CALLBACK_X11, (libssh2_cb_generic *)on_x11);
    libssh2_session_callback_set2(session, LIBSSH2_CALLBACK_AUTHAGENT,
                                  (libssh2_cb_generic *)on_agent);
}

static LIBSSH2_CHANNEL *open_channel(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel;

    SSH2_CALL_POINTER(play, channel, libssh2_channel_open_session(play->session));
    assert_non_null(channel);
    return channel;
}

/* The server knocks while we wait for a command of ours to end. */
static void let_knock(struct ssh2_play *play, const char *type)
{
    LIBSSH2_CHANNEL *channel = open_channel(play);
    char data[64];
    ssize_t n = 1;
    int rc;

    ssh2_peer_knock(play->pair.peer, type, "192.0.2.9", 6010);
    SSH2_CALL(play, rc, libssh2_channel_exec(channel, "echo after it"));
    while (n > 0)
        SSH2_MOVE(play, n, libssh2_channel_read(channel, data, sizeof(data)));
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
    while (play->pair.peer->knock.state == SSH2_PEER_KNOCKING) {
        channel = open_channel(play);
        SSH2_CALL(play, rc, libssh2_channel_free(channel));
    }
}

static void serve_displays_and_agents(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = open_channel(play);
    int rc;

    serve_all(play->session);
    SSH2_CALL(play, rc, libssh2_channel_x11_req_ex(channel, 0, NULL, NULL, 0));
    assert_int_equal(rc, 0);
    SSH2_CALL(play, rc, libssh2_channel_request_auth_agent(channel));
    assert_int_equal(rc, 0);
    play->log.len = 0; /* how often is waited for a knock is not the point */
    let_knock(play, "x11");
    let_knock(play, "auth-agent@openssh.com");
    play->log.len = 0;
    assert_int_equal(served_count, 2);
    assert_string_equal(origin, "192.0.2.9");
    assert_int_equal(origin_port, 6010);
    talk_to_cat(play, served[0]);
    talk_to_cat(play, served[1]);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
}

static void displays_and_agents_are_served(void **state)
{
    static const char *const waits[] = { "libssh2_channel_x11_req_ex",
                                         "libssh2_channel_request_auth_agent", NULL };

    (void)state;
    ssh2_play(&(struct ssh2_script){ .settings = { .agent_request = "auth-agent-req@openssh.com" },
                                     .is_logged_in = true,
                                     .run = serve_displays_and_agents,
                                     .waits = waits });
}

static void ask_in_vain(struct ssh2_play *play)
{
    LIBSSH2_CHANNEL *channel = open_channel(play);
    int rc;

    SSH2_CALL(play, rc, libssh2_channel_request_auth_agent(channel));
    assert_int_equal(rc, LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    SSH2_CALL(play, rc, libssh2_channel_request_auth_agent(channel)); /* K: and not again */
    assert_int_equal(rc, LIBSSH2_ERROR_CHANNEL_UNKNOWN);
    SSH2_CALL(play, rc, libssh2_channel_free(channel));
}

static void a_server_may_know_the_other_name_or_none(void **state)
{
    (void)state;
    ssh2_play(&(struct ssh2_script){ .is_logged_in = true, .run = ask_in_vain });
}

/* On a wire without difficulties. */

/* A CHANNEL_OPEN of the peer's, and a byte too many behind it. */
struct open_payload {
    uint8_t payload[128];
    size_t len;
};

static struct open_payload make_open(const char *type)
{
    struct open_payload whole = { .len = 0 };
    struct ssh2_writer w = ssh2_writer(whole.payload, sizeof(whole.payload) - 1);
    bool is_forwarded = strcmp(type, "forwarded-tcpip") == 0;

    ssh2_write_byte(&w, SSH_MSG_CHANNEL_OPEN);
    ssh2_write_string(&w, ssh2_text(type));
    for (unsigned i = 0; i < 3; i++)
        ssh2_write_uint32(&w, 1000); /* number, window, packets */
    if (is_forwarded) {
        ssh2_write_string(&w, ssh2_text("localhost"));
        ssh2_write_uint32(&w, 4711);
    }
    if (is_forwarded || strcmp(type, "x11") == 0) {
        ssh2_write_string(&w, ssh2_text("192.0.2.1"));
        ssh2_write_uint32(&w, 1024);
    }
    assert_int_equal(w.status, SSH2_OK);
    whole.len = w.len;
    return whole;
}

/* Threats C8, C19, G5: nothing is let in that was not asked for, or that nobody serves. */
static void only_what_was_asked_for_is_let_in(void **state)
{
    static const char *const types[] = { "session", "direct-tcpip", "anything", "" };
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in(&pair);
    serve_all(pair.session);
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]) - 1; i++)
        ASSERT_REFUSED(knock(&pair, types[i], "", 0), 3);
    ASSERT_REFUSED(knock(&pair, "x11", "h", 1), 1);
    ASSERT_REFUSED(knock(&pair, "auth-agent@openssh.com", "", 0), 1);
    ASSERT_REFUSED(knock(&pair, "forwarded-tcpip", "h", 1), 1);
    assert_int_equal(served_count, 0);

    channel = libssh2_channel_open_session(pair.session);
    assert_int_equal(libssh2_channel_request_auth_agent(channel), 0); /* by the other name */
    assert_int_equal(libssh2_channel_x11_req(channel, 0), 0);
    libssh2_session_callback_set2(pair.session, LIBSSH2_CALLBACK_X11, NULL);
    ASSERT_REFUSED(knock(&pair, "x11", "h", 1), 4);
    serve_all(pair.session);
    assert_null(knock(&pair, "x11", "h", 1));
    assert_null(knock(&pair, "x11", "h", 2));
    assert_int_equal(libssh2_channel_request_auth_agent(channel), 0);
    pair.peer->settings.agent_request = NULL; /* a server may say that it has been asked before */
    assert_int_equal(libssh2_channel_request_auth_agent(channel),
                     LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED);
    assert_null(knock(&pair, "auth-agent@openssh.com", "", 0));
    assert_int_equal(served_count, 3);

    assert_int_equal(libssh2_channel_close(channel), 0); /* nobody wants them any more */
    ASSERT_REFUSED(knock(&pair, "x11", "h", 1), 1);
    assert_int_equal(libssh2_channel_free(channel), 0);
    ASSERT_REFUSED(knock(&pair, "auth-agent@openssh.com", "", 0), 1);
    ssh2_wire_pair_close(&pair);
}

/* RFC 4254, section 6.3.1. */
static void a_single_connection_is_one(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in(&pair);
    serve_all(pair.session);
    channel = libssh2_channel_open_session(pair.session);
    assert_int_equal(libssh2_channel_x11_req_ex(channel, 1, "MIT-MAGIC-COOKIE-1", "00FF", 1), 0);
    assert_null(knock(&pair, "x11", "h", 1));
    ASSERT_REFUSED(knock(&pair, "x11", "h", 1), 1);
    ssh2_wire_pair_close(&pair);
}

/* Threat C5: the program may free a channel in the very hook that gives it. */
static LIBSSH2_X11_OPEN_FUNC(on_unwelcome_x11)
{
    (void)session;
    (void)shost;
    (void)sport;
    (void)abstract;
    libssh2_session_set_blocking(session, 0);
    while (libssh2_channel_free(channel) == LIBSSH2_ERROR_EAGAIN && served_count++ == 0)
        continue; /* once more would be too soon: the peer's CLOSE cannot come in here */
    libssh2_session_set_blocking(session, 1);
}

static void a_hook_may_close_what_it_is_given(void **state)
{
    struct ssh2_wire_pair pair;
    LIBSSH2_CHANNEL *channel;

    (void)state;
    log_in(&pair);
    served_count = 0;
    libssh2_session_callback_set2(pair.session, LIBSSH2_CALLBACK_X11,
                                  (libssh2_cb_generic *)on_unwelcome_x11);
    channel = libssh2_channel_open_session(pair.session);
    assert_int_equal(libssh2_channel_x11_req(channel, 0), 0);
    (void)knock(&pair, "x11", "h", 1);
    assert_int_equal(libssh2_channel_exec(channel, "exit 4"), 0);
    assert_int_equal(libssh2_channel_wait_eof(channel), 0);
    assert_int_equal(libssh2_channel_wait_closed(channel), 0);
    assert_int_equal(libssh2_channel_get_exit_status(channel), 4);
    ssh2_wire_pair_close(&pair);
}

/* Threat C7: opens that are cut anywhere, or go on too long, end the connection. */
static void malformed_opens_end_the_connection(void **state)
{
    static const char *const types[] = { "forwarded-tcpip", "x11", "auth-agent@openssh.com" };

    (void)state;
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        struct open_payload whole = make_open(types[i]);

        for (size_t len = 1; len <= whole.len + 1; len++) {
            struct ssh2_wire_pair pair;

            if (len == whole.len)
                continue;
            log_in(&pair);
            serve_all(pair.session);
            assert_int_equal(ssh2_peer_send(pair.peer, ssh2_bytes(whole.payload, len)), 0);
            assert_null(libssh2_channel_open_session(pair.session));
            assert_int_equal(libssh2_session_last_errno(pair.session), LIBSSH2_ERROR_PROTO);
            assert_int_equal(served_count, 0);
            ssh2_wire_pair_close(&pair);
        }
    }
}

/* Threat C8: a flood of opens costs nothing that stays. */
static void a_flood_of_opens_leaves_nothing_behind(void **state)
{
    static const char *const types[] = { "forwarded-tcpip", "x11", "auth-agent@openssh.com" };
    struct ssh2_wire_pair pair;

    (void)state;
    log_in(&pair);
    pair.peer->deaf_to = SSH_MSG_CHANNEL_OPEN_FAILURE; /* it has no such channels itself */
    for (unsigned i = 0; i < 30000; i++) {
        struct open_payload whole = make_open(types[i % 3]);

        assert_int_equal(ssh2_peer_send(pair.peer, ssh2_bytes(whole.payload, whole.len)), 0);
        if (i % 30 == 29)
            assert_int_equal(libssh2_channel_free(libssh2_channel_open_session(pair.session)), 0);
    }
    assert_int_equal(pair.peer->received[SSH_MSG_CHANNEL_OPEN_FAILURE], 30000);
    assert_in_range(pair.session->core.channel_capacity, 1, 16);
    ssh2_wire_pair_close(&pair);
}

/* What the server is told of our display */

static struct {
    char protocol[32], cookie[64];
    uint32_t screen;
    bool is_single;
} display;

static bool note_display(struct ssh2_peer *peer, struct ssh2_bytes payload)
{
    struct ssh2_chanreq_x11_req request;

    (void)peer;
    if (ssh2_chanreq_x11_req_parse(payload, &request) != SSH2_OK)
        return false;
    snprintf(display.protocol, sizeof(display.protocol), "%.*s",
             (int)request.x11_authentication_protocol.len,
             (const char *)request.x11_authentication_protocol.data);
    snprintf(display.cookie, sizeof(display.cookie), "%.*s",
             (int)request.x11_authentication_cookie.len,
             (const char *)request.x11_authentication_cookie.data);
    display.screen = request.x11_screen_number;
    display.is_single = request.single_connection;
    return false;
}

/* A cookie that the program does not give is 32 random digits, other ones each time. */
static void a_display_has_a_cookie(void **state)
{
    static const struct ssh2_peer_settings settings = { .intercept = note_display };
    struct ssh2_wire_pair pair;
    struct ssh2_scenario_log log = { .len = 0 };
    LIBSSH2_CHANNEL *channel;
    char before[64];

    (void)state;
    assert_true(ssh2_wire_pair_open(&pair, &settings));
    assert_int_equal(ssh2_scenario_handshake(&pair, &log), 0);
    assert_int_equal(ssh2_scenario_log_in(&pair, &log), 0);
    channel = libssh2_channel_open_session(pair.session);
    assert_int_equal(libssh2_channel_x11_req(channel, 3), 0);
    assert_string_equal(display.protocol, "MIT-MAGIC-COOKIE-1");
    assert_int_equal(strlen(display.cookie), 32);
    assert_int_equal(strspn(display.cookie, "0123456789ABCDEF"), 32);
    assert_int_equal(display.screen, 3);
    assert_false(display.is_single);
    memcpy(before, display.cookie, sizeof(before));
    assert_int_equal(libssh2_channel_x11_req(channel, 0), 0);
    assert_string_not_equal(display.cookie, before);
    assert_int_equal(libssh2_channel_x11_req_ex(channel, 1, "OTHER", "as given", 0), 0);
    assert_string_equal(display.protocol, "OTHER");
    assert_string_equal(display.cookie, "as given");
    assert_true(display.is_single);
    ssh2_wire_pair_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(displays_and_agents_are_served),
        cmocka_unit_test(a_server_may_know_the_other_name_or_none),
        cmocka_unit_test(only_what_was_asked_for_is_let_in),
        cmocka_unit_test(a_single_connection_is_one),
        cmocka_unit_test(a_hook_may_close_what_it_is_given),
        cmocka_unit_test(malformed_opens_end_the_connection),
        cmocka_unit_test(a_flood_of_opens_leaves_nothing_behind),
        cmocka_unit_test(a_display_has_a_cookie),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
