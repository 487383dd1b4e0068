/* A peer that has the keys and means harm. Ids like K6 name threats. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/packet/transport/unimplemented.h"
#include "src/transport/hostile_peer.h"

#define TEXT(literal) ((struct ssh2_bytes)SSH2_TEXT(literal))

/* --- malformed messages --------------------------------------------------------------------- */

static const struct {
    const char *why;
    struct ssh2_bytes payload;
    int code;
} malformed[] = {
    { "P21: IGNORE of 2^31 - 1 bytes", SSH2_TEXT("\2\x7f\xff\xff\xff"), LIBSSH2_ERROR_PROTO },
    { "P21: IGNORE of 2^32 - 1 bytes", SSH2_TEXT("\2\xff\xff\xff\xff"), LIBSSH2_ERROR_PROTO },
    { "P17: a byte behind IGNORE", SSH2_TEXT("\2\0\0\0\0x"), LIBSSH2_ERROR_PROTO },
    { "P18: UNIMPLEMENTED cut short", SSH2_TEXT("\3\0\0\0"), LIBSSH2_ERROR_PROTO },
    { "P21: DEBUG of 2^31 bytes", SSH2_TEXT("\4\1\x80\0\0\0"), LIBSSH2_ERROR_PROTO },
    { "P20: DISCONNECT with 2^32 - 1 bytes of text", SSH2_TEXT("\1\0\0\0\2\xff\xff\xff\xff"),
      LIBSSH2_ERROR_SOCKET_DISCONNECT },
    { "P20: DISCONNECT and nothing else", SSH2_TEXT("\1"), LIBSSH2_ERROR_SOCKET_DISCONNECT },
    { "K1: KEXINIT and nothing else", SSH2_TEXT("\x14"), LIBSSH2_ERROR_KEX_FAILURE },
};

static void malformed_messages_end_the_connection(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++) {
        struct ssh2_pair pair;

        print_message("%s\n", malformed[i].why);
        ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, malformed[i].payload);
        assert_int_equal(pair.client.rc, malformed[i].code);
        assert_int_equal(pair.client.event_count, 0);
        ssh2_pair_free(&pair);
    }
}

/* --- unknown messages and floods ------------------------------------------------------------ */

/* RFC 4253, 11.4; threat P19. Under strict key exchange the numbers begin at 0 behind NEWKEYS. */
static void unimplemented_names_the_right_packet(void **state)
{
    struct ssh2_unimplemented answer;
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);

    uint32_t number = pair.server.transport->out.sequence_number;

    ssh2_hostile_put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
    ssh2_hostile_put_and_deliver(&pair.server, &pair.client, TEXT("\xc8whatever"));
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_unimplemented_parse(ssh2_pair_event(&pair.server, 0), &answer), SSH2_OK);
    assert_int_equal(answer.rejected_sequence_number, number + 1);
    ssh2_pair_free(&pair);
}

/* Messages that each draw an answer, to a client whose own output nobody takes. */
static void flood(enum ssh2_state where, struct ssh2_bytes message)
{
    struct ssh2_pair pair;
    size_t count = 0;

    ssh2_hostile_bring_to(&pair, &pair.client, &pair.server, where);
    while (pair.client.rc == LIBSSH2_ERROR_EAGAIN && count++ < 100000)
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, message);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_PROTO);
    assert_true(ssh2_transport_output(pair.client.transport).len <
                SSH2_OUTPUT_HIGH_WATER_BYTES + 1000);
    assert_true(pair.client.transport->posted.capacity <= 8192);
    ssh2_pair_free(&pair);
}

/* Threat E4: ping@openssh.com (192), which was not agreed, is as unknown as the rest. */
static void a_flood_of_unknown_messages_is_bounded(void **state)
{
    static const enum ssh2_state where[] = { SSH2_STATE_SERVICE, SSH2_STATE_USERAUTH,
                                             SSH2_STATE_CONNECTION, SSH2_STATE_REKEY_OFFERED,
                                             SSH2_STATE_REKEY_METHOD };

    (void)state;
    for (size_t i = 0; i < sizeof(where) / sizeof(where[0]); i++) {
        flood(where[i], TEXT("\xc8"));
        flood(where[i], TEXT("\xc0\0\0\0\1x"));
    }
}

/* Threat K27. */
static void much_before_authentication_ends_the_connection(void **state)
{
    (void)state;
    for (int by_packets = 0; by_packets < 2; by_packets++) {
        struct ssh2_pair pair;

        ssh2_hostile_open(&pair, SSH2_STAGE_USERAUTH);
        if (by_packets)
            pair.client.transport->login_packets = SSH2_LOGIN_MAX_PACKETS - 1;
        else
            pair.client.transport->login_bytes = SSH2_LOGIN_MAX_BYTES - 40;
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
        ssh2_hostile_put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
        ssh2_hostile_assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_PROTO, "reason 2");
        ssh2_pair_free(&pair);
    }
}

/* --- integrity ------------------------------------------------------------------------------ */

static bool accept_all(void *context, struct ssh2_bytes payload)
{
    *(size_t *)context = payload.len;
    return true;
}

static void deliver_changed(struct ssh2_pair *pair)
{
    struct ssh2_buffer *output = &pair->server.transport->output;

    ssh2_hostile_put(&pair->server, TEXT("\x02\0\0\0\1x"));
    output->data[output->end - 1] ^= 1;
    ssh2_pair_deliver(&pair->server, &pair->client, SIZE_MAX);
}

static void a_changed_packet_is_answered_with_reason_5(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
    deliver_changed(&pair);
    ssh2_hostile_assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_INVALID_MAC, "reason 5");
    ssh2_pair_free(&pair);
}

static void a_program_may_accept_a_changed_packet(void **state)
{
    struct ssh2_pair pair;
    size_t asked_len = 0;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_CRYPT_SC, "aes128-ctr");
    ssh2_transport_set_mac_error_hook(pair.client.transport, accept_all, &asked_len);
    assert_true(ssh2_pair_shake_hands(&pair, SSH2_STAGE_CONNECTION));
    deliver_changed(&pair);
    assert_int_equal(asked_len, 6);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(pair.client.event_count, 1);
    ssh2_pair_free(&pair);
}

/* Threat P15. */
static void worn_out_keys_end_the_connection(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
    ssh2_transport_set_rekey_limits(pair.client.transport, UINT64_MAX, UINT64_MAX);
    pair.client.transport->in.packet_count = SSH2_PACKETS_PER_KEY_MAX_COUNT;
    ssh2_hostile_put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
    ssh2_hostile_assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_PROTO, "reason 2");
    ssh2_pair_free(&pair);
}

/* --- the end -------------------------------------------------------------------------------- */

static void a_disconnect_comes_out_and_then_nothing(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
    assert_int_equal(ssh2_transport_disconnect(pair.server.transport, 11,
                                               TEXT("by\x1b[2Je"), TEXT("")),
                     0);
    assert_int_equal(ssh2_transport_disconnect(pair.server.transport, 11, TEXT("again"), TEXT("")),
                     0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.event_count, 1);
    assert_int_equal(ssh2_pair_event(&pair.client, 0).data[0], SSH_MSG_DISCONNECT);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_SOCKET_DISCONNECT);
    assert_non_null(strstr(pair.client.error.message, "reason 11: by?[2Je")); /* threat A14 */
    assert_false(ssh2_transport_can_send(pair.client.transport));
    assert_int_equal(ssh2_transport_send(pair.client.transport, &TEXT("x"), 1),
                     LIBSSH2_ERROR_SOCKET_DISCONNECT);
    ssh2_pair_free(&pair);
}

static void the_layer_above_may_refuse(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
    pair.client.rc = ssh2_transport_refuse(pair.client.transport, LIBSSH2_ERROR_CHANNEL_UNKNOWN, 2,
                                           "channel %d", 7);
    ssh2_hostile_assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_CHANNEL_UNKNOWN,
                              "channel 7");
    ssh2_pair_free(&pair);
}

static const struct {
    enum ssh2_state state;
    int code;
} closed[] = {
    { SSH2_STATE_FIRST_KEXINIT, LIBSSH2_ERROR_KEX_FAILURE },
    { SSH2_STATE_FIRST_METHOD, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE },
    { SSH2_STATE_FIRST_NEWKEYS, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE },
    { SSH2_STATE_CONNECTION, LIBSSH2_ERROR_SOCKET_RECV },
};

static void the_end_of_input_means_what_it_interrupts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++) {
        struct ssh2_pair pair;

        ssh2_hostile_bring_to(&pair, &pair.client, &pair.server, closed[i].state);
        assert_int_equal(ssh2_transport_input_ended(pair.client.transport), closed[i].code);
        assert_true(ssh2_transport_is_dead(pair.client.transport));
        ssh2_pair_free(&pair);
    }
}

static void a_server_that_speaks_http_is_quoted(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    ssh2_pair_inject(&pair.client, TEXT("HTTP/1.1 400 Bad Request\r\n\r\n<html>\r\n"));
    assert_int_equal(ssh2_transport_input_ended(pair.client.transport),
                     LIBSSH2_ERROR_SOCKET_DISCONNECT);
    assert_non_null(strstr(pair.client.error.message, "\"HTTP/1.1 400 Bad Request\""));
    ssh2_pair_free(&pair);

    ssh2_hostile_init(&pair);
    assert_int_equal(ssh2_transport_input_ended(pair.client.transport),
                     LIBSSH2_ERROR_SOCKET_DISCONNECT);
    ssh2_pair_free(&pair);
}

/* Threat V3. */
static void a_wrong_version_is_answered_with_reason_8(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    ssh2_pair_inject(&pair.client, TEXT("SSH-1.5-old\r\n"));
    ssh2_hostile_assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_BANNER_RECV, "reason 8");
    assert_string_equal(ssh2_transport_peer_identification(pair.client.transport).data,
                        "SSH-1.5-old");
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_messages_end_the_connection),
        cmocka_unit_test(unimplemented_names_the_right_packet),
        cmocka_unit_test(a_flood_of_unknown_messages_is_bounded),
        cmocka_unit_test(much_before_authentication_ends_the_connection),
        cmocka_unit_test(a_changed_packet_is_answered_with_reason_5),
        cmocka_unit_test(a_program_may_accept_a_changed_packet),
        cmocka_unit_test(worn_out_keys_end_the_connection),
        cmocka_unit_test(a_disconnect_comes_out_and_then_nothing),
        cmocka_unit_test(the_layer_above_may_refuse),
        cmocka_unit_test(the_end_of_input_means_what_it_interrupts),
        cmocka_unit_test(a_server_that_speaks_http_is_quoted),
        cmocka_unit_test(a_wrong_version_is_answered_with_reason_8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
