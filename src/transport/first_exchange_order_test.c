/* Threat K7: of all that a server could say in the first key exchange, one order gets through. A
 * client that has refused a message refuses all that follow, so it is enough to try, behind every
 * beginning of the right order, every message that does not come next there. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/transport/hostile_peer.h"

#define RIGHT_COUNT 3 /* KEXINIT, the method's reply, NEWKEYS */
#define MESSAGE_MAX_BYTES 2000u

struct message {
    uint8_t data[MESSAGE_MAX_BYTES];
    size_t len;
};

/* The server's messages of an exchange with some other client. */
static struct message right[RIGHT_COUNT];

/* All that a server may say elsewhere, whole and well-formed. */
static const struct ssh2_bytes others[] = {
    SSH2_TEXT("\2\0\0\0\0"),                                       /* IGNORE */
    SSH2_TEXT("\3\0\0\0\0"),                                       /* UNIMPLEMENTED */
    SSH2_TEXT("\4\1\0\0\0\0\0\0\0\0"),                             /* DEBUG */
    SSH2_TEXT("\5\0\0\0\14ssh-userauth"),                          /* SERVICE_REQUEST */
    SSH2_TEXT("\6\0\0\0\14ssh-userauth"),                          /* SERVICE_ACCEPT */
    SSH2_TEXT("\7\0\0\0\0"),                                       /* EXT_INFO */
    SSH2_TEXT("\10"),                                              /* NEWCOMPRESS */
    SSH2_TEXT("\36\0\0\0\1\2"),                                    /* KEXDH_INIT */
    SSH2_TEXT("\41\0\0\0\1\2"),                                    /* 33 */
    SSH2_TEXT("\50"),                                              /* 40 */
    SSH2_TEXT("\63\0\0\0\4none\0"),                                /* USERAUTH_FAILURE */
    SSH2_TEXT("\64"),                                              /* USERAUTH_SUCCESS */
    SSH2_TEXT("\65\0\0\0\2hi\0\0\0\0"),                            /* USERAUTH_BANNER */
    SSH2_TEXT("\120\0\0\0\1x\1"),                                  /* GLOBAL_REQUEST */
    SSH2_TEXT("\132\0\0\0\7session\0\0\0\0\0\0\1\0\0\0\1\0"),      /* CHANNEL_OPEN */
    SSH2_TEXT("\136\0\0\0\0\0\0\0\1x"),                            /* CHANNEL_DATA */
    SSH2_TEXT("\300\0\0\0\0"),                                     /* ping@openssh.com */
};

#define OTHER_COUNT (sizeof(others) / sizeof(others[0]))

static struct ssh2_bytes message_of(size_t index)
{
    return index < RIGHT_COUNT ? ssh2_bytes(right[index].data, right[index].len)
                               : others[index - RIGHT_COUNT];
}

/* Takes the plain packets off the server's output, from the given one of the right order on. */
static void record(struct ssh2_bytes packets, size_t first)
{
    struct ssh2_packet_protection plain;
    uint8_t *data = (uint8_t *)(uintptr_t)packets.data; /* opened in place, unchanged */

    ssh2_protection_init_plain(&plain, &ssh2_memory_default);
    for (size_t i = first; packets.len > 0 && i < RIGHT_COUNT; i++) {
        struct ssh2_opened_packet opened;

        assert_int_equal(ssh2_protection_open(&plain, data, packets.len, &opened),
                         SSH2_PROTECTION_OK);
        assert_in_range(opened.payload.len, 1, MESSAGE_MAX_BYTES);
        memcpy(right[i].data, opened.payload.data, opened.payload.len);
        right[i].len = opened.payload.len;
        data += opened.packet_len;
        packets.len -= opened.packet_len;
    }
}

/* All of a server's part, one piece of its output for each time it speaks. */
static int record_right_order(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    ssh2_hostile_deliver_until(&pair.server, &pair.client, SSH2_STATE_FIRST_KEXINIT);
    record(ssh2_transport_output(pair.server.transport), 0);
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX);
    record(ssh2_transport_output(pair.server.transport), 1);
    ssh2_pair_free(&pair);
    assert_int_equal(right[0].data[0], SSH_MSG_KEXINIT);
    assert_int_equal(right[1].data[0], SSH_MSG_KEX_ECDH_REPLY);
    assert_int_equal(right[2].data[0], SSH_MSG_NEWKEYS);
    return 0;
}

/* A client that has taken so many of its server's messages in the right order, and no more. */
static void begin_rightly(struct ssh2_pair *pair, size_t taken)
{
    static const enum ssh2_state after[RIGHT_COUNT] = {
        SSH2_STATE_FIRST_KEXINIT, SSH2_STATE_FIRST_METHOD, SSH2_STATE_FIRST_NEWKEYS
    };

    ssh2_hostile_init(pair);
    for (size_t i = 0; i <= taken; i++) {
        ssh2_hostile_deliver_until(&pair->server, &pair->client, after[i]);
        ssh2_pair_deliver(&pair->client, &pair->server, SIZE_MAX);
    }
    assert_int_equal(pair->client.rc, LIBSSH2_ERROR_EAGAIN);
}

/* Behind a refusal nothing counts any more, neither the right messages nor any other. */
static void assert_deaf(struct ssh2_pair_end *client, int code)
{
    uint64_t sent = client->transport->out.packet_count;

    for (size_t i = 0; i < RIGHT_COUNT + OTHER_COUNT; i++)
        ssh2_hostile_inject_plain(client, message_of(i));
    assert_int_equal(client->rc, code);
    assert_int_equal(client->transport->out.packet_count, sent);
    for (size_t i = 0; i < client->event_count; i++) /* IGNORE and DEBUG, before it was strict */
        assert_in_range(ssh2_pair_event(client, i).data[0], SSH_MSG_DISCONNECT, SSH_MSG_DEBUG);
    assert_false(ssh2_transport_is_established(client->transport));
}

static void every_message_out_of_order_ends_the_first_exchange(void **state)
{
    (void)state;
    for (size_t taken = 0; taken < RIGHT_COUNT; taken++) {
        for (size_t i = 0; i < RIGHT_COUNT + OTHER_COUNT; i++) {
            struct ssh2_pair pair;

            if (i == taken)
                continue;
            begin_rightly(&pair, taken);
            ssh2_hostile_inject_plain(&pair.client, message_of(i));
            if (taken == 0) /* strict key exchange is not agreed yet: KEXINIT, now late, tells */
                ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
            assert_true(ssh2_transport_is_dead(pair.client.transport));
            assert_deaf(&pair.client, pair.client.rc);
            ssh2_pair_free(&pair);
        }
    }
}

/* The right numbers in the right order are not enough: they have to be this exchange's. */
static void the_messages_of_another_exchange_do_not_get_through(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    begin_rightly(&pair, 0);
    for (size_t i = 0; i < RIGHT_COUNT; i++)
        ssh2_hostile_inject_plain(&pair.client, message_of(i));
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    assert_deaf(&pair.client, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    ssh2_pair_free(&pair);
}

static void the_right_order_gets_through(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    begin_rightly(&pair, 2);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_true(ssh2_transport_is_established(pair.client.transport));
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_out_of_order_ends_the_first_exchange),
        cmocka_unit_test(the_messages_of_another_exchange_do_not_get_through),
        cmocka_unit_test(the_right_order_gets_through),
    };

    return cmocka_run_group_tests(tests, record_right_order, NULL);
}
