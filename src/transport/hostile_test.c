/* A peer that has the keys and means harm. Ids like K6 are those of the threats in docs/spec. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/packet/transport/unimplemented.h"
#include "src/transport/machine.h"
#include "src/transport/pair.h"
#include "src/transport/protection_modes.h"

#define TEXT(literal) ((struct ssh2_bytes)SSH2_TEXT(literal))

/* --- helpers -------------------------------------------------------------------------------- */

static void init_pair(struct ssh2_pair *pair)
{
    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_start(pair->client.transport), 0);
    assert_int_equal(ssh2_transport_start(pair->server.transport), 0);
}

static void open_pair(struct ssh2_pair *pair, enum ssh2_stage stage)
{
    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(pair, stage));
}

/* Has an end send any payload, whatever its state. */
static void put(struct ssh2_pair_end *from, struct ssh2_bytes payload)
{
    assert_int_equal(ssh2_transport_put(from->transport, &payload, 1), 0);
}

static void put_and_deliver(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                            struct ssh2_bytes payload)
{
    put(from, payload);
    ssh2_pair_deliver(from, to, SIZE_MAX);
}

/* Receives an unencrypted packet that the peer did not send. */
static void inject_plain(struct ssh2_pair_end *to, struct ssh2_bytes payload)
{
    struct ssh2_packet_protection plain;
    struct ssh2_random_pool pool = { .unused_len = 0 };
    uint8_t packet[2000];

    ssh2_protection_init_plain(&plain, &ssh2_memory_default);
    assert_true(ssh2_protection_sealed_len(&plain, payload.len) <= sizeof(packet));
    assert_int_equal(ssh2_protection_seal(&plain, &pool, &payload, 1, packet),
                     SSH2_PROTECTION_OK);
    ssh2_pair_inject(to, ssh2_bytes(packet, ssh2_protection_sealed_len(&plain, payload.len)));
}

/* What waits in an end's output is lost on the way. */
static void lose_output(struct ssh2_pair_end *end)
{
    ssh2_transport_output_sent(end->transport, ssh2_transport_output(end->transport).len);
}

/* The end has failed so, and said why in a DISCONNECT that its peer reads. */
static void assert_ended(struct ssh2_pair_end *end, struct ssh2_pair_end *peer, int code,
                         const char *reason)
{
    struct ssh2_bytes payload;

    assert_int_equal(end->rc, code);
    assert_true(ssh2_transport_is_dead(end->transport));
    assert_int_equal(ssh2_transport_next(end->transport, &payload), code);
    assert_int_equal(end->error.code, code);
    ssh2_pair_deliver(end, peer, SIZE_MAX);
    assert_int_equal(peer->rc, LIBSSH2_ERROR_SOCKET_DISCONNECT);
    assert_non_null(strstr(peer->error.message, reason));
}

/* --- every number in every state ------------------------------------------------------------ */

/* Delivers byte by byte until the end's state is this. */
static void deliver_until(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                          enum ssh2_state state)
{
    while (to->transport->state != state)
        assert_int_equal(ssh2_pair_deliver(from, to, 1), 1);
}

static void bring_into_first_exchange(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                                      struct ssh2_pair_end *peer, enum ssh2_state state)
{
    init_pair(pair);
    deliver_until(peer, end, SSH2_STATE_FIRST_KEXINIT);
    if (state != SSH2_STATE_FIRST_KEXINIT)
        deliver_until(peer, end, SSH2_STATE_FIRST_METHOD);
    if (state == SSH2_STATE_FIRST_NEWKEYS) {
        ssh2_pair_deliver(end, peer, SIZE_MAX);
        deliver_until(peer, end, SSH2_STATE_FIRST_NEWKEYS);
    }
    lose_output(peer);
    lose_output(end);
}

static void bring_into_rekeying(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                                struct ssh2_pair_end *peer, enum ssh2_state state)
{
    open_pair(pair, SSH2_STAGE_CONNECTION);
    if (state == SSH2_STATE_REKEY_OFFERED) {
        assert_int_equal(ssh2_transport_rekey(end->transport), 0);
        return;
    }
    assert_int_equal(ssh2_transport_rekey(peer->transport), 0);
    ssh2_pair_deliver(peer, end, SIZE_MAX);
    if (state == SSH2_STATE_REKEY_NEWKEYS) { /* the end is the server: 30 makes its answer */
        ssh2_pair_deliver(end, peer, SIZE_MAX);
        ssh2_pair_deliver(peer, end, SIZE_MAX);
    }
}

static void bring_to(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                     struct ssh2_pair_end *peer, enum ssh2_state state)
{
    if (state < SSH2_STATE_SERVICE)
        bring_into_first_exchange(pair, end, peer, state);
    else if (state < SSH2_STATE_REKEY_OFFERED)
        open_pair(pair, state == SSH2_STATE_SERVICE    ? SSH2_STAGE_SERVICE
                        : state == SSH2_STATE_USERAUTH ? SSH2_STAGE_USERAUTH
                                                       : SSH2_STAGE_CONNECTION);
    else
        bring_into_rekeying(pair, end, peer, state);
    assert_int_equal(end->transport->state, state);
}

static bool goes_up(uint8_t number)
{
    return number == SSH_MSG_SERVICE_REQUEST || number == SSH_MSG_SERVICE_ACCEPT ||
           (number >= 50 && number <= 100);
}

/* One bare number to a pair's end, which is in the state, and what came of it. */
static void judge_number(struct ssh2_pair_end *end, struct ssh2_pair_end *peer,
                         enum ssh2_disposition disposition, uint8_t number)
{
    struct ssh2_transport *t = end->transport;
    uint64_t answers = t->out.packet_count + t->posted_count;
    struct ssh2_bytes payload = { &number, 1 };

    if (t->in.mode == &ssh2_mode_plain)
        inject_plain(end, payload);
    else
        put_and_deliver(peer, end, payload);
    answers = t->out.packet_count + t->posted_count - answers;
    if (disposition == SSH2_REFUSE || disposition == SSH2_IMPOSSIBLE)
        assert_true(ssh2_transport_is_dead(t));
    if (disposition == SSH2_UNIMPLEMENTED) {
        assert_int_equal(end->rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(answers, 1);
    }
    if (disposition == SSH2_ACCEPT && goes_up(number)) {
        assert_int_equal(end->rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(end->event_count, 1);
        assert_true(ssh2_bytes_equal(ssh2_pair_event(end, 0), payload));
    } else {
        assert_int_equal(end->event_count, 0);
    }
}

static void judge_all_numbers(bool is_client, enum ssh2_state state)
{
    enum ssh2_role role = is_client ? SSH2_CLIENT : SSH2_SERVER;

    for (unsigned number = 0; number < 256; number++) {
        struct ssh2_pair pair;
        struct ssh2_pair_end *end = is_client ? &pair.client : &pair.server;
        struct ssh2_pair_end *peer = is_client ? &pair.server : &pair.client;

        bring_to(&pair, end, peer, state);

        struct ssh2_transport *t = end->transport;

        judge_number(end, peer,
                     ssh2_legality(role, state, ssh2_stage_state(t->stage), t->strict_kex,
                                   (uint8_t)number),
                     (uint8_t)number);
        ssh2_pair_free(&pair);
    }
}

/* Threats K9, K10, A13, P19: the table's verdict is what happens, in every state. */
static void every_number_meets_its_verdict_in_every_state(void **state)
{
    (void)state;
    for (int s = SSH2_STATE_FIRST_KEXINIT; s < SSH2_STATE_CLOSED; s++) {
        if (s == SSH2_STATE_REKEY_ASKED) /* left within the call that enters it */
            continue;
        judge_all_numbers(false, (enum ssh2_state)s);
        if (s != SSH2_STATE_REKEY_NEWKEYS) /* the server has changed its keys by then */
            judge_all_numbers(true, (enum ssh2_state)s);
    }
}

/* --- strict key exchange: threats K6 to K8 -------------------------------------------------- */

static const uint8_t ignore_message[] = { SSH_MSG_IGNORE, 0, 0, 0, 1, 'x' };

static void whatever_comes_before_the_first_newkeys_ends_a_strict_exchange(void **state)
{
    static const enum ssh2_state states[] = { SSH2_STATE_FIRST_METHOD, SSH2_STATE_FIRST_NEWKEYS };

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int is_client = 0; is_client < 2; is_client++) {
            struct ssh2_pair pair;
            struct ssh2_pair_end *end = is_client ? &pair.client : &pair.server;
            struct ssh2_pair_end *peer = is_client ? &pair.server : &pair.client;

            bring_into_first_exchange(&pair, end, peer, states[i]);
            inject_plain(end, ssh2_bytes(ignore_message, sizeof(ignore_message)));
            assert_int_equal(end->rc, LIBSSH2_ERROR_SOCKET_DISCONNECT);
            assert_int_equal(end->event_count, 0);
            ssh2_pair_free(&pair);
        }
}

/* What came before the KEXINIT could not be judged then. */
static void a_kexinit_that_is_not_first_ends_a_strict_exchange(void **state)
{
    (void)state;
    for (int is_client = 0; is_client < 2; is_client++) {
        struct ssh2_pair pair;
        struct ssh2_pair_end *end = is_client ? &pair.client : &pair.server;
        struct ssh2_pair_end *peer = is_client ? &pair.server : &pair.client;

        init_pair(&pair);
        deliver_until(peer, end, SSH2_STATE_FIRST_KEXINIT);
        inject_plain(end, ssh2_bytes(ignore_message, sizeof(ignore_message)));
        assert_int_equal(end->event_count, 1); /* harmless so far */
        ssh2_pair_deliver(peer, end, SIZE_MAX);
        assert_ended(end, peer, LIBSSH2_ERROR_SOCKET_DISCONNECT, "reason 3");
        ssh2_pair_free(&pair);
    }
}

/* RFC 4253, 11.2: without strict key exchange IGNORE may stand anywhere. The MACs still agree, so
 * the sequence numbers do. */
static void without_strict_exchange_ignore_may_come_anywhere(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    init_pair(&pair);
    deliver_until(&pair.server, &pair.client, SSH2_STATE_FIRST_METHOD);
    deliver_until(&pair.client, &pair.server, SSH2_STATE_FIRST_METHOD);
    pair.client.transport->strict_kex = pair.server.transport->strict_kex = false;
    put_and_deliver(&pair.server, &pair.client,
                    ssh2_bytes(ignore_message, sizeof(ignore_message)));
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_true(ssh2_transport_is_established(pair.client.transport));
    assert_true(ssh2_transport_is_established(pair.server.transport));
    assert_int_equal(pair.client.event_count, 1);
    assert_true(pair.client.transport->in.sequence_number > 4);

    /* RFC 4253, 6.4: nor do they start again at a rekeying. */
    uint32_t before = pair.client.transport->in.sequence_number;

    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.transport->in.sequence_number, before + 3);
    ssh2_pair_free(&pair);
}

/* --- guesses: RFC 4253, 7.1; threat K5 ------------------------------------------------------ */

/* Changes the KEXINIT that waits in an end's output, which is not encrypted yet: sets
 * first_kex_packet_follows, which stands before the uint32 at the end. */
static void announce_guess(struct ssh2_pair_end *end)
{
    struct ssh2_transport *t = end->transport;
    struct ssh2_blob *kexinit = &t->exchange->our_kexinit;
    size_t flag = kexinit->len - 5;
    uint8_t *packet = t->output.data + t->output.start + t->identification_len + 2;

    assert_int_equal(kexinit->data[flag], 0);
    kexinit->data[flag] = 1;
    packet[SSH2_PACKET_HEADER_BYTES + flag] = 1;
}

static void a_wrong_guess_is_dropped_once(void **state)
{
    static const uint8_t junk[2][6] = { { SSH_MSG_KEX_ECDH_INIT, 0, 0, 0, 1, 'x' },
                                        { SSH_MSG_KEX_ECDH_REPLY, 0, 0, 0, 1, 'x' } };

    (void)state;
    for (int from_server = 0; from_server < 2; from_server++) {
        struct ssh2_pair pair;
        struct ssh2_pair_end *guesser = from_server ? &pair.server : &pair.client;

        assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
        ssh2_transport_set_preference(guesser->transport, LIBSSH2_METHOD_KEX,
                                      "ecdh-sha2-nistp384,curve25519-sha256,ecdh-sha2-nistp256");
        assert_int_equal(ssh2_transport_start(pair.client.transport), 0);
        assert_int_equal(ssh2_transport_start(pair.server.transport), 0);
        announce_guess(guesser);
        put(guesser, ssh2_bytes(junk[from_server], sizeof(junk[0])));
        ssh2_pair_run(&pair, SIZE_MAX);
        if (!ssh2_transport_is_established(pair.client.transport))
            fail_msg("%s / %s", pair.client.error.message, pair.server.error.message);
        assert_true(ssh2_transport_is_established(pair.server.transport));
        ssh2_pair_free(&pair);
    }
}

static void a_second_wrong_message_is_not_dropped(void **state)
{
    static const uint8_t junk[] = { SSH_MSG_KEX_ECDH_INIT, 0, 0, 0, 1, 'x' };
    struct ssh2_pair pair;

    (void)state;
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_KEX, "ecdh-sha2-nistp384");
    assert_int_equal(ssh2_transport_start(pair.client.transport), 0);
    assert_int_equal(ssh2_transport_start(pair.server.transport), 0);
    announce_guess(&pair.client);
    put(&pair.client, ssh2_bytes(junk, sizeof(junk)));
    put(&pair.client, ssh2_bytes(junk, sizeof(junk)));
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX);
    assert_ended(&pair.server, &pair.client, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE, "reason 3");
    ssh2_pair_free(&pair);
}

static void a_right_guess_is_used(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    init_pair(&pair);
    announce_guess(&pair.client); /* the 30 that follows the server's KEXINIT is what it guessed */
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_true(ssh2_transport_is_established(pair.client.transport));
    assert_true(ssh2_transport_is_established(pair.server.transport));
    ssh2_pair_free(&pair);
}

/* --- malformed messages --------------------------------------------------------------------- */

/* Threat K1; and no byte of it is read beyond its end. */
static void a_kexinit_cut_anywhere_is_refused(void **state)
{
    size_t len = 1;

    (void)state;
    for (size_t cut = 0; cut < len; cut++) {
        struct ssh2_pair pair;

        bring_into_first_exchange(&pair, &pair.client, &pair.server, SSH2_STATE_FIRST_KEXINIT);

        struct ssh2_blob *kexinit = &pair.server.transport->exchange->our_kexinit;

        len = kexinit->len;
        if (cut > 0)
            inject_plain(&pair.client, ssh2_bytes(kexinit->data, cut));
        if (cut > 0)
            assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEX_FAILURE);
        ssh2_pair_free(&pair);
    }
}

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
        open_pair(&pair, SSH2_STAGE_CONNECTION);
        put_and_deliver(&pair.server, &pair.client, malformed[i].payload);
        assert_int_equal(pair.client.rc, malformed[i].code);
        assert_int_equal(pair.client.event_count, 0);
        ssh2_pair_free(&pair);
    }
}

static void a_byte_behind_newkeys_ends_the_exchange(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    bring_into_first_exchange(&pair, &pair.server, &pair.client, SSH2_STATE_FIRST_NEWKEYS);
    inject_plain(&pair.server, TEXT("\x15x"));
    assert_int_equal(pair.server.rc, LIBSSH2_ERROR_PROTO);
    assert_false(ssh2_transport_is_established(pair.server.transport));
    ssh2_pair_free(&pair);
}

/* --- EXT_INFO: threats E1 to E3 ------------------------------------------------------------- */

/* server-sig-algs with the value "x,y". */
#define SIG_ALGS "\0\0\0\x0fserver-sig-algs\0\0\0\3x,y"

static const struct {
    const char *why;
    enum ssh2_stage stage;
    struct ssh2_bytes first, second; /* messages; the second may be absent */
    int code;
} ext_infos[] = {
    { "right before SUCCESS", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\x34"), LIBSSH2_ERROR_EAGAIN },
    { "E2: not followed by SUCCESS", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\x33"), LIBSSH2_ERROR_PROTO },
    { "E2: twice", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\1" SIG_ALGS),
      SSH2_TEXT("\7\0\0\0\1" SIG_ALGS), LIBSSH2_ERROR_PROTO },
    { "E2: later than NEWKEYS, before authentication", SSH2_STAGE_SERVICE,
      SSH2_TEXT("\7\0\0\0\1" SIG_ALGS), { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E2: one name twice", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\2" SIG_ALGS SIG_ALGS),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: 2^32 - 1 of them, none there", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\xff\xff\xff\xff"),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: 2^32 - 1 of them, one there", SSH2_STAGE_USERAUTH,
      SSH2_TEXT("\7\xff\xff\xff\xff" SIG_ALGS), { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "E1: fewer announced than there", SSH2_STAGE_USERAUTH, SSH2_TEXT("\7\0\0\0\0" SIG_ALGS),
      { NULL, 0 }, LIBSSH2_ERROR_PROTO },
    { "unknown ones are passed over", SSH2_STAGE_USERAUTH,
      SSH2_TEXT("\7\0\0\0\2\0\0\0\1a\0\0\0\2\0\xff" SIG_ALGS), SSH2_TEXT("\x34"),
      LIBSSH2_ERROR_EAGAIN },
};

static void ext_info_is_taken_only_in_its_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ext_infos) / sizeof(ext_infos[0]); i++) {
        struct ssh2_pair pair;

        print_message("%s\n", ext_infos[i].why);
        open_pair(&pair, ext_infos[i].stage);
        pair.client.transport->ext_info_may_come = false; /* the server's own has been read */
        put_and_deliver(&pair.server, &pair.client, ext_infos[i].first);
        if (ext_infos[i].second.len > 0)
            put_and_deliver(&pair.server, &pair.client, ext_infos[i].second);
        assert_int_equal(pair.client.rc, ext_infos[i].code);
        if (ext_infos[i].code == LIBSSH2_ERROR_EAGAIN) {
            struct ssh2_bytes value = ssh2_transport_server_sig_algs(pair.client.transport);

            assert_true(ssh2_bytes_equal(value, TEXT("x,y")));
        }
        ssh2_pair_free(&pair);
    }
}

/* Threat E3. */
static void a_useless_list_leaves_the_former(void **state)
{
    static uint8_t message[100000];
    static const struct ssh2_bytes values[] = { { message, 50000 }, SSH2_TEXT(",,"),
                                                SSH2_TEXT("a\0b") };
    struct ssh2_bytes name = SSH2_TEXT("server-sig-algs");

    (void)state;
    memset(message, 'x', sizeof(message));
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        static uint8_t encoded[60000];
        struct ssh2_writer w = ssh2_writer(encoded, sizeof(encoded));
        struct ssh2_pair pair;

        open_pair(&pair, SSH2_STAGE_USERAUTH);

        size_t len = ssh2_transport_server_sig_algs(pair.client.transport).len;

        assert_true(len > 0);
        ssh2_write_byte(&w, SSH_MSG_EXT_INFO);
        ssh2_write_uint32(&w, 1);
        ssh2_write_string(&w, name);
        ssh2_write_string(&w, values[i]);
        put_and_deliver(&pair.server, &pair.client, ssh2_written(&w));
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
        assert_int_equal(ssh2_transport_server_sig_algs(pair.client.transport).len, len);
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
    open_pair(&pair, SSH2_STAGE_CONNECTION);

    uint32_t number = pair.server.transport->out.sequence_number;

    put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
    put_and_deliver(&pair.server, &pair.client, TEXT("\xc8whatever"));
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
    assert_int_equal(ssh2_unimplemented_parse(ssh2_pair_event(&pair.server, 0), &answer), SSH2_OK);
    assert_int_equal(answer.rejected_sequence_number, number + 1);
    ssh2_pair_free(&pair);
}

static void a_flood_of_unknown_messages_is_bounded(void **state)
{
    struct ssh2_pair pair;
    size_t count = 0;

    (void)state;
    open_pair(&pair, SSH2_STAGE_CONNECTION);
    while (pair.client.rc == LIBSSH2_ERROR_EAGAIN && count++ < 100000)
        put_and_deliver(&pair.server, &pair.client, TEXT("\xc8"));
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_PROTO);
    assert_true(ssh2_transport_output(pair.client.transport).len <
                SSH2_OUTPUT_HIGH_WATER_BYTES + 1000);
    assert_true(pair.client.transport->posted.capacity <= 8192);
    ssh2_pair_free(&pair);
}

/* Threat K27. */
static void much_before_authentication_ends_the_connection(void **state)
{
    (void)state;
    for (int by_packets = 0; by_packets < 2; by_packets++) {
        struct ssh2_pair pair;

        open_pair(&pair, SSH2_STAGE_USERAUTH);
        if (by_packets)
            pair.client.transport->login_packets = SSH2_LOGIN_MAX_PACKETS - 1;
        else
            pair.client.transport->login_bytes = SSH2_LOGIN_MAX_BYTES - 40;
        put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
        put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
        assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_PROTO, "reason 2");
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

    put(&pair->server, TEXT("\x02\0\0\0\1x"));
    output->data[output->end - 1] ^= 1;
    ssh2_pair_deliver(&pair->server, &pair->client, SIZE_MAX);
}

static void a_changed_packet_is_answered_with_reason_5(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair, SSH2_STAGE_CONNECTION);
    deliver_changed(&pair);
    assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_INVALID_MAC, "reason 5");
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
    open_pair(&pair, SSH2_STAGE_CONNECTION);
    ssh2_transport_set_rekey_limits(pair.client.transport, UINT64_MAX, UINT64_MAX);
    pair.client.transport->in.packet_count = SSH2_PACKETS_PER_KEY_MAX_COUNT;
    put_and_deliver(&pair.server, &pair.client, TEXT("\x02\0\0\0\0"));
    assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_PROTO, "reason 2");
    ssh2_pair_free(&pair);
}

/* Threat H5 at its simplest: the signature is not the key's. */
static void a_changed_reply_fails_the_exchange(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    bring_into_first_exchange(&pair, &pair.server, &pair.client, SSH2_STATE_FIRST_METHOD);
    ssh2_pair_free(&pair);

    init_pair(&pair);
    deliver_until(&pair.server, &pair.client, SSH2_STATE_FIRST_METHOD);
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX);

    struct ssh2_buffer *output = &pair.server.transport->output;

    output->data[output->start + 180] ^= 1; /* in the signature: the packet has no MAC yet */
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    assert_int_equal(pair.client.transport->session_id_len, 0);
    ssh2_pair_free(&pair);
}

/* --- the end -------------------------------------------------------------------------------- */

static void a_disconnect_comes_out_and_then_nothing(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    open_pair(&pair, SSH2_STAGE_CONNECTION);
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
    open_pair(&pair, SSH2_STAGE_CONNECTION);
    pair.client.rc = ssh2_transport_refuse(pair.client.transport, LIBSSH2_ERROR_CHANNEL_UNKNOWN, 2,
                                           "channel %d", 7);
    assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_CHANNEL_UNKNOWN, "channel 7");
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

        bring_to(&pair, &pair.client, &pair.server, closed[i].state);
        assert_int_equal(ssh2_transport_input_ended(pair.client.transport), closed[i].code);
        assert_true(ssh2_transport_is_dead(pair.client.transport));
        ssh2_pair_free(&pair);
    }
}

static void a_server_that_speaks_http_is_quoted(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    init_pair(&pair);
    ssh2_pair_inject(&pair.client, TEXT("HTTP/1.1 400 Bad Request\r\n\r\n<html>\r\n"));
    assert_int_equal(ssh2_transport_input_ended(pair.client.transport),
                     LIBSSH2_ERROR_SOCKET_DISCONNECT);
    assert_non_null(strstr(pair.client.error.message, "\"HTTP/1.1 400 Bad Request\""));
    ssh2_pair_free(&pair);

    init_pair(&pair);
    assert_int_equal(ssh2_transport_input_ended(pair.client.transport),
                     LIBSSH2_ERROR_SOCKET_DISCONNECT);
    ssh2_pair_free(&pair);
}

static void a_wrong_version_is_answered_with_reason_8(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    init_pair(&pair);
    ssh2_pair_inject(&pair.client, TEXT("SSH-1.5-old\r\n"));
    assert_ended(&pair.client, &pair.server, LIBSSH2_ERROR_BANNER_RECV, "reason 8");
    assert_string_equal(ssh2_transport_peer_identification(pair.client.transport).data,
                        "SSH-1.5-old");
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_meets_its_verdict_in_every_state),
        cmocka_unit_test(whatever_comes_before_the_first_newkeys_ends_a_strict_exchange),
        cmocka_unit_test(a_kexinit_that_is_not_first_ends_a_strict_exchange),
        cmocka_unit_test(without_strict_exchange_ignore_may_come_anywhere),
        cmocka_unit_test(a_wrong_guess_is_dropped_once),
        cmocka_unit_test(a_second_wrong_message_is_not_dropped),
        cmocka_unit_test(a_right_guess_is_used),
        cmocka_unit_test(a_kexinit_cut_anywhere_is_refused),
        cmocka_unit_test(malformed_messages_end_the_connection),
        cmocka_unit_test(a_byte_behind_newkeys_ends_the_exchange),
        cmocka_unit_test(ext_info_is_taken_only_in_its_places),
        cmocka_unit_test(a_useless_list_leaves_the_former),
        cmocka_unit_test(unimplemented_names_the_right_packet),
        cmocka_unit_test(a_flood_of_unknown_messages_is_bounded),
        cmocka_unit_test(much_before_authentication_ends_the_connection),
        cmocka_unit_test(a_changed_packet_is_answered_with_reason_5),
        cmocka_unit_test(a_program_may_accept_a_changed_packet),
        cmocka_unit_test(worn_out_keys_end_the_connection),
        cmocka_unit_test(a_changed_reply_fails_the_exchange),
        cmocka_unit_test(a_disconnect_comes_out_and_then_nothing),
        cmocka_unit_test(the_layer_above_may_refuse),
        cmocka_unit_test(the_end_of_input_means_what_it_interrupts),
        cmocka_unit_test(a_server_that_speaks_http_is_quoted),
        cmocka_unit_test(a_wrong_version_is_answered_with_reason_8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
