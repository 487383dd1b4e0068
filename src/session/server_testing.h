/* A server for tests of this floor: a transport and nothing above it. It accepts ssh-userauth, keeps
 * what the client sends, and says what the test tells it to say. */
#ifndef SSH2_SESSION_SERVER_TESTING_H
#define SSH2_SESSION_SERVER_TESTING_H

#include "src/crypto/testing.h"
#include "src/packet/connection/channel_open_confirmation.h"
#include "src/packet/transport/service_accept.h"
#include "src/packet/userauth/userauth_success.h"
#include "src/session/session.h"

#define PEER_CHANNEL 5u /* the server's number of every channel */
#define PAYLOAD_MAX_BYTES 4096u /* none in these tests is longer */

struct connection {
    struct ssh2_error client_error, server_error;
    struct ssh2_session client;
    struct ssh2_transport *server;
    uint8_t last[PAYLOAD_MAX_BYTES]; /* the last payload from the client */
    size_t last_len;
    unsigned received[256]; /* payloads from the client, by number */
    void (*hear)(void *listener, struct ssh2_bytes payload); /* hears them all, of any length */
    void *listener;
};

static inline void move(struct ssh2_transport *from, struct ssh2_transport *to)
{
    struct ssh2_bytes output = ssh2_transport_output(from);

    while (output.len > 0) {
        size_t space = 0;
        uint8_t *input = ssh2_transport_input_space(to, &space);
        size_t count = output.len < space ? output.len : space;

        assert_non_null(input);
        memcpy(input, output.data, count);
        ssh2_transport_input_filled(to, count);
        ssh2_transport_output_sent(from, count);
        output = ssh2_transport_output(from);
    }
}

static inline void say(struct connection *c, const struct ssh2_packet_type *type, const void *packet)
{
    assert_int_equal(ssh2_transport_send_packet(c->server, type, packet), 0);
}

static inline void take(struct connection *c, struct ssh2_bytes payload)
{
    struct ssh2_service_accept accept = { .service_name = ssh2_text("ssh-userauth") };

    c->received[payload.data[0]]++;
    if (c->hear != NULL)
        c->hear(c->listener, payload);
    if (c->hear != NULL && payload.len > PAYLOAD_MAX_BYTES)
        return;
    assert_in_range(payload.len, 1, PAYLOAD_MAX_BYTES);
    memcpy(c->last, payload.data, payload.len);
    c->last_len = payload.len;
    if (payload.data[0] == SSH_MSG_SERVICE_REQUEST) {
        say(c, ssh2_service_accept_type(), &accept);
        ssh2_transport_set_stage(c->server, SSH2_STAGE_USERAUTH);
    }
}

/* What the client has said goes to the server, and what that answers goes back: whether anything
 * happened. *rc is the client's last verdict. */
static inline bool round_trip(struct connection *c, int *rc)
{
    struct ssh2_bytes payload;
    bool is_busy = false;

    move(c->client.transport, c->server);
    while (ssh2_transport_next(c->server, &payload) == 0) {
        take(c, payload);
        is_busy = true;
    }
    move(c->server, c->client.transport);
    while ((*rc = ssh2_session_dispatch(&c->client)) == 0)
        is_busy = true;
    return is_busy || ssh2_transport_output(c->client.transport).len > 0;
}

/* Lets both sides work until neither has anything left to do: the client's last verdict. */
static inline int settle(struct connection *c)
{
    int rc = LIBSSH2_ERROR_EAGAIN;

    while (round_trip(c, &rc))
        ;
    return rc;
}

/* The last payload from the client, which is of this type. */
static inline void expect_last(const struct connection *c, const struct ssh2_packet_type *type,
                               void *packet)
{
    assert_int_equal(ssh2_packet_judge(type, ssh2_bytes(c->last, c->last_len), packet).status, SSH2_OK);
}

static inline void give_host_key(struct connection *c)
{
    static const uint8_t seed[SSH2_ED25519_SEED_BYTES] = { 1 };
    uint8_t public_bytes[SSH2_ED25519_PUBLIC_BYTES];
    struct ssh2_private_key *key = NULL;

    ssh2_ed25519_public(seed, public_bytes);
    assert_int_equal(ssh2_private_key_ed25519(&ssh2_memory_default, ssh2_bytes(seed, sizeof(seed)),
                                              ssh2_bytes(public_bytes, sizeof(public_bytes)), &key),
                     SSH2_CRYPTO_OK);
    assert_int_equal(ssh2_transport_add_host_key(c->server, key), 0);
}

/* A connection of which not a byte has moved. */
static inline struct connection *start_client(void)
{
    struct connection *c = calloc(1, sizeof(*c));

    assert_non_null(c);
    assert_int_equal(ssh2_session_start(&c->client, SSH2_CLIENT, &ssh2_memory_default,
                                        &c->client_error), 0);
    c->server = ssh2_transport_new(SSH2_SERVER, &ssh2_memory_default, &c->server_error);
    assert_non_null(c->server);
    give_host_key(c);
    assert_int_equal(ssh2_transport_start(c->client.transport), 0);
    assert_int_equal(ssh2_transport_start(c->server), 0);
    return c;
}

/* A connection on which the client may authenticate. */
static inline struct connection *connect_client(void)
{
    struct connection *c = start_client();

    while (ssh2_session_handshake(&c->client) == LIBSSH2_ERROR_EAGAIN)
        assert_int_equal(settle(c), LIBSSH2_ERROR_EAGAIN);
    return c;
}

/* A connection on which the client is logged in: the method "none" was enough. */
static inline struct connection *log_in(void)
{
    struct connection *c = connect_client();
    struct ssh2_userauth_success success = { 0 };

    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), LIBSSH2_ERROR_EAGAIN);
    settle(c);
    say(c, ssh2_userauth_success_type(), &success);
    ssh2_transport_set_stage(c->server, SSH2_STAGE_CONNECTION);
    settle(c);
    assert_int_equal(ssh2_userauth_none(&c->client, ssh2_text("u")), 0);
    return c;
}

/* A channel: what the server may send, what it takes, and in packets of which size. */
static inline struct ssh2_channel *get_channel(struct connection *c, uint32_t local_window,
                                               uint32_t peer_window, uint32_t peer_packet_max)
{
    struct ssh2_channel_offer offer = { .channel_type = SSH2_TEXT("session"),
                                        .window = local_window,
                                        .packet_max = LIBSSH2_CHANNEL_PACKET_DEFAULT };
    struct ssh2_channel *channel = NULL;

    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), LIBSSH2_ERROR_EAGAIN);

    struct ssh2_channel_open_confirmation confirmation = {
        .recipient_channel = c->client.opening->local_number,
        .sender_channel = PEER_CHANNEL,
        .initial_window_size = peer_window,
        .maximum_packet_size = peer_packet_max,
    };

    settle(c);
    say(c, ssh2_channel_open_confirmation_type(), &confirmation);
    settle(c);
    assert_int_equal(ssh2_channel_open(&c->client, &offer, &channel), 0);
    return channel;
}

static inline void hang_up(struct connection *c)
{
    ssh2_session_finish(&c->client);
    ssh2_transport_free(c->server);
    free(c);
}

#endif
