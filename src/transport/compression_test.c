/* Whole transports that compress. */
#include "src/transport/compression.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/transport/machine.h"
#include "src/transport/pair.h"
#include "src/wire/writer.h"

static const char *const methods[] = { "zlib", "zlib@openssh.com" };

static void prefer(struct ssh2_pair *pair, int method_type, const char *names)
{
    struct ssh2_pair_end *const ends[] = { &pair->client, &pair->server };

    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ssh2_transport_offer_compression(ends[i]->transport, true), 0);
        assert_int_equal(ssh2_transport_set_preference(ends[i]->transport, method_type, names), 0);
    }
}

/* A pair up to the given stage, which uses these methods. */
static void open_pair(struct ssh2_pair *pair, const char *up, const char *down,
                      enum ssh2_stage stage)
{
    struct ssh2_transport *client, *server;

    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    client = pair->client.transport;
    server = pair->server.transport;
    assert_int_equal(ssh2_transport_offer_compression(client, true), 0);
    assert_int_equal(ssh2_transport_offer_compression(server, true), 0);
    assert_int_equal(ssh2_transport_set_preference(client, LIBSSH2_METHOD_COMP_CS, up), 0);
    assert_int_equal(ssh2_transport_set_preference(client, LIBSSH2_METHOD_COMP_SC, down), 0);
    assert_true(ssh2_pair_shake_hands(pair, stage));
    assert_string_equal(ssh2_transport_method(client, LIBSSH2_METHOD_COMP_CS), up);
    assert_string_equal(ssh2_transport_method(server, LIBSSH2_METHOD_COMP_SC), down);
}

static void assert_alive(const struct ssh2_pair *pair)
{
    if (ssh2_transport_is_dead(pair->client.transport) ||
        ssh2_transport_is_dead(pair->server.transport))
        fail_msg("client: %s; server: %s", pair->client.error.message, pair->server.error.message);
}

/* Data one way, and how many bytes it is on the wire. */
static size_t send_data(struct ssh2_pair *pair, struct ssh2_pair_end *from, size_t serial,
                        size_t len)
{
    struct ssh2_pair_end *to = from == &pair->client ? &pair->server : &pair->client;
    size_t seen = to->event_count, wire_len;

    assert_int_equal(ssh2_pair_send_data(from, serial, len), 0);
    wire_len = ssh2_transport_output(from->transport).len;
    ssh2_pair_run(pair, SIZE_MAX);
    assert_alive(pair);
    assert_int_equal(to->event_count, seen + 1);
    assert_true(ssh2_pair_is_data(ssh2_pair_event(to, seen), serial, len));
    return wire_len;
}

static void rekey(struct ssh2_pair *pair, struct ssh2_pair_end *by)
{
    assert_int_equal(ssh2_transport_rekey(by->transport), 0);
    ssh2_pair_run(pair, SIZE_MAX);
    assert_alive(pair);
}

static void each_direction_is_compressed_as_agreed_also_after_rekeying(void **state)
{
    static const char *const all[] = { "none", "zlib", "zlib@openssh.com" };

    (void)state;
    for (size_t up = 0; up < 3; up++)
        for (size_t down = 0; down < 3; down++) {
            struct ssh2_pair pair;

            open_pair(&pair, all[up], all[down], SSH2_STAGE_CONNECTION);
            for (int turn = 0; turn < 3; turn++) {
                assert_int_equal(pair.client.transport->compressor.deflate != NULL, up > 0);
                assert_int_equal(pair.server.transport->decompressor.inflate != NULL, up > 0);
                assert_int_equal(pair.server.transport->compressor.deflate != NULL, down > 0);
                assert_int_equal(pair.client.transport->decompressor.inflate != NULL, down > 0);
                for (size_t i = 0; i < 4; i++) {
                    send_data(&pair, &pair.client, i, 1 + 7000 * i);
                    send_data(&pair, &pair.server, i, 1 + 9000 * i);
                }
                rekey(&pair, turn == 0 ? &pair.client : &pair.server);
            }
            ssh2_pair_free(&pair);
        }
}

static void what_is_said_twice_is_shorter_the_second_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ssh2_pair pair;

        open_pair(&pair, methods[i], methods[i], SSH2_STAGE_CONNECTION);
        size_t first = send_data(&pair, &pair.client, 7, 20000);
        size_t second = send_data(&pair, &pair.client, 7, 20000);

        assert_true(second < first);

        /* RFC 4253, 6.2: a new context with new keys; what was said before is forgotten. */
        rekey(&pair, &pair.client);
        assert_true(send_data(&pair, &pair.client, 7, 20000) > second);
        ssh2_pair_free(&pair);
    }
}

/* Threat Z4: what is sent before the end of authentication is not compressed by the delayed method,
 * what is sent behind it is; a rekeying changes nothing about that. */
static void delayed_compression_begins_with_the_end_of_authentication(void **state)
{
    struct ssh2_pair pair;
    struct ssh2_transport *client, *server;

    (void)state;
    open_pair(&pair, methods[1], methods[1], SSH2_STAGE_USERAUTH);
    client = pair.client.transport;
    server = pair.server.transport;
    assert_null(client->compressor.deflate);
    assert_null(client->decompressor.inflate);

    /* The server says SUCCESS, uncompressed, and both begin behind it. */
    static const uint8_t success[] = { SSH_MSG_USERAUTH_SUCCESS };
    struct ssh2_bytes payload = { success, sizeof(success) };

    assert_int_equal(ssh2_transport_send(server, &payload, 1), 0);
    ssh2_transport_set_stage(server, SSH2_STAGE_CONNECTION);
    assert_non_null(server->compressor.deflate);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_alive(&pair);
    assert_true(
        ssh2_bytes_equal(ssh2_pair_event(&pair.client, pair.client.event_count - 1), payload));
    ssh2_transport_set_stage(client, SSH2_STAGE_CONNECTION);
    send_data(&pair, &pair.server, 1, 5000);
    send_data(&pair, &pair.client, 2, 5000);
    rekey(&pair, &pair.server);
    assert_non_null(client->compressor.deflate);
    assert_non_null(client->decompressor.inflate);
    send_data(&pair, &pair.client, 3, 5000);
    ssh2_pair_free(&pair);
}

/* Threat Z4, the other way round: a server that compresses too early, or never. */
static void a_peer_that_begins_at_the_wrong_message_is_refused(void **state)
{
    (void)state;
    for (int is_early = 0; is_early < 2; is_early++) {
        struct ssh2_pair pair;
        struct ssh2_transport *server;
        struct ssh2_bytes payload = { (const uint8_t *)"\x02\0\0\0\x05hello", 10 };

        open_pair(&pair, methods[1], methods[1], SSH2_STAGE_USERAUTH);
        server = pair.server.transport;
        if (is_early)
            assert_true(ssh2_compressor_logged_in(&server->compressor));
        else
            ssh2_transport_set_stage(pair.client.transport, SSH2_STAGE_CONNECTION);
        assert_int_equal(ssh2_transport_send(server, &payload, 1), 0);

        size_t seen = pair.client.event_count;

        ssh2_pair_run(&pair, SIZE_MAX);
        /* A zlib header looks like message 120, which nobody knows. */
        assert_int_equal(pair.client.event_count, seen);
        if (!is_early)
            assert_int_equal(pair.client.rc, LIBSSH2_ERROR_ZLIB);
        ssh2_pair_free(&pair);
    }
}

/* What zlib makes of len zeros, flushed as a payload is or ended. */
static struct ssh2_bytes zeros_compressed(size_t len, int flush)
{
    static uint8_t out[1u << 21], zeros[1u << 16];
    z_stream z = { .next_out = out, .avail_out = sizeof(out) };

    assert_int_equal(deflateInit(&z, 9), Z_OK);
    for (size_t done = 0; done < len; done += z.avail_in) {
        z.next_in = zeros;
        z.avail_in = (uInt)(len - done < sizeof(zeros) ? len - done : sizeof(zeros));

        uInt given = z.avail_in;

        assert_int_equal(deflate(&z, Z_NO_FLUSH), Z_OK);
        z.avail_in = given;
    }
    z.avail_in = 0;
    deflate(&z, flush);
    deflateEnd(&z);
    return ssh2_bytes(out, sizeof(out) - z.avail_out);
}

/* Sends bytes that claim to be a compressed payload, and returns what the client makes of it. */
static int send_raw(struct ssh2_bytes compressed, size_t *held)
{
    struct ssh2_pair pair;
    struct ssh2_deflate *deflate;
    int rc;

    open_pair(&pair, "zlib", "zlib", SSH2_STAGE_CONNECTION);
    rekey(&pair, &pair.client); /* so that the context is new: EXT_INFO used the first one */
    deflate = pair.server.transport->compressor.deflate;
    pair.server.transport->compressor.deflate = NULL;
    assert_int_equal(ssh2_transport_put(pair.server.transport, &compressed, 1), 0);
    pair.server.transport->compressor.deflate = deflate;
    pair.client.rc = 0;
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
    rc = pair.client.rc;
    *held = pair.client.transport->decompressor.plain.capacity;
    ssh2_pair_free(&pair);
    return rc;
}

/* Threats Z1 and Z3. */
static void bombs_and_garbage_end_the_connection(void **state)
{
    const struct {
        const char *why;
        struct ssh2_bytes compressed;
    } cases[] = {
        { "garbage", SSH2_TEXT("\xff\xff\xff\xff") },
        { "nothing", SSH2_TEXT("\x78\x9c") },
    };
    size_t held;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (send_raw(cases[i].compressed, &held) != LIBSSH2_ERROR_ZLIB)
            fail_msg("%s is taken", cases[i].why);
    assert_int_equal(send_raw(zeros_compressed(1000, Z_FINISH), &held), LIBSSH2_ERROR_ZLIB);

    /* About 1 KiB for each MiB: what it grows to is bounded by the largest payload. */
    static const size_t bombs[] = { SSH2_PAYLOAD_MAX_BYTES + 1, 1u << 20, 100u << 20 };

    for (size_t i = 0; i < sizeof(bombs) / sizeof(bombs[0]); i++) {
        struct ssh2_bytes bomb = zeros_compressed(bombs[i], Z_PARTIAL_FLUSH);

        assert_true(bomb.len < SSH2_PAYLOAD_MAX_BYTES);
        assert_int_equal(send_raw(bomb, &held), LIBSSH2_ERROR_ZLIB);
        assert_true(held <= 4 * SSH2_PAYLOAD_MAX_BYTES);
    }
}

/* An SSH_MSG_IGNORE as long as a payload may be, of bytes that do not compress. */
static struct ssh2_bytes largest_payload(void)
{
    static uint8_t bytes[SSH2_PAYLOAD_MAX_BYTES];
    struct ssh2_writer w = ssh2_writer(bytes, sizeof(bytes));

    ssh2_write_byte(&w, SSH_MSG_IGNORE);
    ssh2_write_uint32(&w, SSH2_PAYLOAD_MAX_BYTES - 5);
    assert_true(ssh2_random(bytes + w.len, sizeof(bytes) - w.len));
    return ssh2_bytes(bytes, sizeof(bytes));
}

/* The largest payload is one, compressed or not, also where compression makes it longer. */
static void the_largest_payload_goes_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ssh2_pair pair;

        open_pair(&pair, methods[i], methods[i], SSH2_STAGE_CONNECTION);
        struct ssh2_bytes payload = largest_payload();

        assert_int_equal(ssh2_transport_send(pair.client.transport, &payload, 1), 0);
        assert_true(ssh2_transport_output(pair.client.transport).len > payload.len);
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_alive(&pair);
        assert_true(
            ssh2_bytes_equal(ssh2_pair_event(&pair.server, pair.server.event_count - 1), payload));
        ssh2_pair_free(&pair);
    }
}

/* Threat Z5, and what a program may ask for: docs/spec/behaviour.md, section 5. */
static void compression_is_off_unless_asked_for(void **state)
{
    struct ssh2_pair pair;
    struct ssh2_transport *t;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    t = pair.client.transport;
    assert_true(
        ssh2_bytes_equal(ssh2_transport_preference(t, LIBSSH2_METHOD_COMP_CS), ssh2_text("none")));
    assert_int_equal(ssh2_transport_set_preference(t, LIBSSH2_METHOD_COMP_CS, "zlib"),
                     LIBSSH2_ERROR_METHOD_NOT_SUPPORTED);
    assert_int_equal(ssh2_transport_set_preference(t, LIBSSH2_METHOD_COMP_CS, "zlib,none"), 0);
    assert_true(
        ssh2_bytes_equal(ssh2_transport_preference(t, LIBSSH2_METHOD_COMP_CS), ssh2_text("none")));
    prefer(&pair, LIBSSH2_METHOD_COMP_SC, "none");
    assert_true(ssh2_bytes_equal(ssh2_transport_preference(t, LIBSSH2_METHOD_COMP_CS),
                                 ssh2_text("zlib,zlib@openssh.com,none")));
    ssh2_pair_free(&pair);
}

/* Nothing of what was said stays behind when buffers are given back. */
static void an_idle_transport_holds_no_payload(void **state)
{
    struct ssh2_pair pair;
    struct ssh2_transport *t;

    (void)state;
    open_pair(&pair, "zlib", "zlib", SSH2_STAGE_CONNECTION);
    t = pair.client.transport;
    send_data(&pair, &pair.client, 1, 5000);
    send_data(&pair, &pair.server, 1, 5000);
    ssh2_transport_trim(t);
    assert_null(t->compressor.compressed.data);
    assert_null(t->compressor.plain.data);
    assert_null(t->decompressor.plain.data);
    send_data(&pair, &pair.client, 2, 5000);
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_direction_is_compressed_as_agreed_also_after_rekeying),
        cmocka_unit_test(what_is_said_twice_is_shorter_the_second_time),
        cmocka_unit_test(delayed_compression_begins_with_the_end_of_authentication),
        cmocka_unit_test(a_peer_that_begins_at_the_wrong_message_is_refused),
        cmocka_unit_test(bombs_and_garbage_end_the_connection),
        cmocka_unit_test(the_largest_payload_goes_through),
        cmocka_unit_test(compression_is_off_unless_asked_for),
        cmocka_unit_test(an_idle_transport_holds_no_payload),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
