/* Key exchanges that a peer disturbs. Ids like K6 name threats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/packet/numbers.h"
#include "src/transport/hostile_peer.h"
#include "src/transport/protection_modes.h"

#define TEXT(literal) ((struct ssh2_bytes)SSH2_TEXT(literal))

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

            ssh2_hostile_bring_to(&pair, end, peer, states[i]);
            ssh2_hostile_inject_plain(end, ssh2_bytes(ignore_message, sizeof(ignore_message)));
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

        ssh2_hostile_init(&pair);
        ssh2_hostile_deliver_until(peer, end, SSH2_STATE_FIRST_KEXINIT);
        ssh2_hostile_inject_plain(end, ssh2_bytes(ignore_message, sizeof(ignore_message)));
        assert_int_equal(end->event_count, 1); /* harmless so far */
        ssh2_pair_deliver(peer, end, SIZE_MAX);
        ssh2_hostile_assert_ended(end, peer, LIBSSH2_ERROR_SOCKET_DISCONNECT, "reason 3");
        ssh2_pair_free(&pair);
    }
}

/* RFC 4253, 11.2: without strict key exchange IGNORE may stand anywhere. The MACs still agree, so
 * the sequence numbers do. */
static void without_strict_exchange_ignore_may_come_anywhere(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    ssh2_hostile_deliver_until(&pair.server, &pair.client, SSH2_STATE_FIRST_METHOD);
    ssh2_hostile_deliver_until(&pair.client, &pair.server, SSH2_STATE_FIRST_METHOD);
    pair.client.transport->strict_kex = pair.server.transport->strict_kex = false;
    ssh2_hostile_put_and_deliver(&pair.server, &pair.client,
                    ssh2_bytes(ignore_message, sizeof(ignore_message)));
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_true(ssh2_transport_is_established(pair.client.transport));
    assert_true(ssh2_transport_is_established(pair.server.transport));
    assert_int_equal(pair.client.event_count, 1);
    assert_true(pair.client.transport->in.sequence_number > 4);

    /* RFC 4253, 6.4: nor do they start again at a rekeying. */
    uint32_t before = pair.client.transport->in.sequence_number;

    ssh2_transport_set_stage(pair.client.transport, SSH2_STAGE_CONNECTION);
    ssh2_transport_set_stage(pair.server.transport, SSH2_STAGE_CONNECTION);
    assert_int_equal(ssh2_transport_rekey(pair.client.transport), 0);
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_int_equal(pair.client.transport->in.sequence_number, before + 3);
    ssh2_pair_free(&pair);
}

/* --- guesses: RFC 4253, 7.1; threat K5 ------------------------------------------------------ */

/* Changes the KEXINIT that waits in an end's output, which is not encrypted yet: sets a byte that is 0, so
 * many bytes before its end. */
static void set_in_kexinit(struct ssh2_pair_end *end, size_t from_end)
{
    struct ssh2_transport *t = end->transport;
    struct ssh2_blob *kexinit = &t->exchange->our_kexinit;
    size_t at = kexinit->len - from_end;
    uint8_t *packet = t->output.data + t->output.start + t->identification_len + 2;

    assert_int_equal(kexinit->data[at], 0);
    kexinit->data[at] = 1;
    packet[SSH2_PACKET_HEADER_BYTES + at] = 1;
}

/* first_kex_packet_follows stands before the uint32 at the end. */
static void announce_guess(struct ssh2_pair_end *end)
{
    set_in_kexinit(end, 5);
}

/* The guesser thinks of another method than the one that both sides then use. */
static void guess_wrongly(const char *method, bool from_server)
{
    static const uint8_t junk[2][6] = { { SSH_MSG_KEX_ECDH_INIT, 0, 0, 0, 1, 'x' },
                                        { SSH_MSG_KEX_ECDH_REPLY, 0, 0, 0, 1, 'x' } };
    struct ssh2_pair pair;
    struct ssh2_pair_end *guesser = from_server ? &pair.server : &pair.client;
    struct ssh2_pair_end *other = from_server ? &pair.client : &pair.server;
    char guesses[200];

    snprintf(guesses, sizeof(guesses), "%s,%s",
             strcmp(method, "ecdh-sha2-nistp384") == 0 ? "ecdh-sha2-nistp256"
                                                       : "ecdh-sha2-nistp384",
             method);
    assert_true(ssh2_pair_init(&pair, &ssh2_memory_default));
    ssh2_transport_set_preference(guesser->transport, LIBSSH2_METHOD_KEX, guesses);
    ssh2_transport_set_preference(other->transport, LIBSSH2_METHOD_KEX, method);
    assert_int_equal(ssh2_transport_start(pair.client.transport), 0);
    assert_int_equal(ssh2_transport_start(pair.server.transport), 0);
    announce_guess(guesser);
    ssh2_hostile_put(guesser, ssh2_bytes(junk[from_server], sizeof(junk[0])));
    ssh2_pair_run(&pair, SIZE_MAX);
    if (!ssh2_transport_is_established(pair.client.transport))
        fail_msg("%s: %s / %s", method, pair.client.error.message, pair.server.error.message);
    assert_true(ssh2_transport_is_established(pair.server.transport));
    assert_string_equal(ssh2_transport_method(pair.client.transport, LIBSSH2_METHOD_KEX), method);
    ssh2_pair_free(&pair);
}

static void a_wrong_guess_is_dropped_once_whatever_the_method(void **state)
{
    const struct ssh2_algorithm *kex;

    (void)state;
    for (size_t i = 0; (kex = ssh2_algorithm_at(SSH2_ALGORITHM_KEX, i)) != NULL; i++)
        if (kex->kex.family != SSH2_KEX_FAMILY_MARKER &&
            ssh2_algorithm_is_available(SSH2_ALGORITHM_KEX, kex)) {
            guess_wrongly(kex->name, true);
            guess_wrongly(kex->name, false);
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
    ssh2_hostile_put(&pair.client, ssh2_bytes(junk, sizeof(junk)));
    ssh2_hostile_put(&pair.client, ssh2_bytes(junk, sizeof(junk)));
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX);
    ssh2_hostile_assert_ended(&pair.server, &pair.client, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                              "reason 3");
    ssh2_pair_free(&pair);
}

static void a_right_guess_is_used(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    announce_guess(&pair.client); /* the 30 that follows the server's KEXINIT is what it guessed */
    ssh2_pair_run(&pair, SIZE_MAX);
    assert_true(ssh2_transport_is_established(pair.client.transport));
    assert_true(ssh2_transport_is_established(pair.server.transport));
    ssh2_pair_free(&pair);
}

/* The server begins to exchange keys and guesses: its KEXINIT is taken back, announces the guess, and goes
 * again under the same number. */
static void rekey_with_a_guess(struct ssh2_pair_end *server, struct ssh2_bytes guess)
{
    struct ssh2_transport *t = server->transport;
    uint32_t number = t->out.sequence_number;

    assert_int_equal(ssh2_transport_rekey(t), 0);
    ssh2_transport_output_sent(t, ssh2_transport_output(t).len);
    t->out.sequence_number = number;
    t->exchange->our_kexinit.data[t->exchange->our_kexinit.len - 5] = 1;
    ssh2_hostile_put(server, ssh2_blob_bytes(&t->exchange->our_kexinit));
    ssh2_hostile_put(server, guess);
}

/* The same method is begun again and again, each time behind a wrong guess of the server's: nothing stays
 * of them, and the keys of one are not those of the next. */
static void a_thousand_wrong_guesses_leave_nothing_behind(void **state)
{
    static const uint8_t junk[] = { SSH_MSG_KEX_ECDH_REPLY, 0, 0, 0, 1, 'x' };
    struct ssh2_pair pair;
    struct ssh2_transport *server;

    (void)state;
    ssh2_hostile_open(&pair, SSH2_STAGE_CONNECTION);
    server = pair.server.transport;
    ssh2_transport_set_preference(server, LIBSSH2_METHOD_KEX, "ecdh-sha2-nistp384,curve25519-sha256");
    ssh2_transport_set_preference(pair.client.transport, LIBSSH2_METHOD_KEX, "curve25519-sha256");
    for (int i = 0; i < 1000; i++) {
        rekey_with_a_guess(&pair.server, ssh2_bytes(junk, sizeof(junk)));
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_EAGAIN);
        assert_false(ssh2_transport_is_dead(server));
        assert_null(pair.client.transport->exchange);
        assert_null(server->exchange);
    }
    assert_int_equal(pair.client.event_count, 0);
    ssh2_pair_free(&pair);
}

/* --- messages that are not what they should be --------------------------------------------- */

/* Threat K3: RFC 4253, 7.1 keeps the field for what may come, so that it is hashed and otherwise ignored. A
 * man in the middle who sets it is found out by the hash. */
static void the_reserved_field_is_hashed_and_ignored(void **state)
{
    (void)state;
    for (int is_honest = 0; is_honest < 2; is_honest++) {
        struct ssh2_pair pair;

        ssh2_hostile_init(&pair);
        set_in_kexinit(&pair.server, 1);
        if (!is_honest) /* the server did not say so */
            pair.server.transport->exchange->our_kexinit
                .data[pair.server.transport->exchange->our_kexinit.len - 1] = 0;
        ssh2_pair_run(&pair, SIZE_MAX);
        assert_int_equal(ssh2_transport_is_established(pair.client.transport), is_honest);
        if (!is_honest)
            assert_int_equal(pair.client.error.code, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
        ssh2_pair_free(&pair);
    }
}

/* Threat K1; and no byte of it is read beyond its end. */
static void a_kexinit_cut_anywhere_is_refused(void **state)
{
    size_t len = 2;

    (void)state;
    for (size_t cut = 1; cut < len; cut++) {
        struct ssh2_pair pair;

        ssh2_hostile_bring_to(&pair, &pair.client, &pair.server, SSH2_STATE_FIRST_KEXINIT);

        struct ssh2_blob *kexinit = &pair.server.transport->exchange->our_kexinit;

        len = kexinit->len;
        ssh2_hostile_inject_plain(&pair.client, ssh2_bytes(kexinit->data, cut));
        assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEX_FAILURE);
        ssh2_pair_free(&pair);
    }
}

static void a_byte_behind_newkeys_ends_the_exchange(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_bring_to(&pair, &pair.server, &pair.client, SSH2_STATE_FIRST_NEWKEYS);
    ssh2_hostile_inject_plain(&pair.server, TEXT("\x15x"));
    assert_int_equal(pair.server.rc, LIBSSH2_ERROR_PROTO);
    assert_false(ssh2_transport_is_established(pair.server.transport));
    ssh2_pair_free(&pair);
}

/* Threat H5 at its simplest: the signature is not the key's. */
static void a_changed_reply_fails_the_exchange(void **state)
{
    struct ssh2_pair pair;

    (void)state;
    ssh2_hostile_init(&pair);
    ssh2_hostile_deliver_until(&pair.server, &pair.client, SSH2_STATE_FIRST_METHOD);
    ssh2_pair_deliver(&pair.client, &pair.server, SIZE_MAX);

    struct ssh2_buffer *output = &pair.server.transport->output;

    output->data[output->start + 180] ^= 1; /* in the signature: the packet has no MAC yet */
    ssh2_pair_deliver(&pair.server, &pair.client, SIZE_MAX);
    assert_int_equal(pair.client.rc, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE);
    assert_int_equal(pair.client.transport->session_id_len, 0);
    ssh2_pair_free(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_comes_before_the_first_newkeys_ends_a_strict_exchange),
        cmocka_unit_test(a_kexinit_that_is_not_first_ends_a_strict_exchange),
        cmocka_unit_test(without_strict_exchange_ignore_may_come_anywhere),
        cmocka_unit_test(a_wrong_guess_is_dropped_once_whatever_the_method),
        cmocka_unit_test(a_second_wrong_message_is_not_dropped),
        cmocka_unit_test(a_right_guess_is_used),
        cmocka_unit_test(a_thousand_wrong_guesses_leave_nothing_behind),
        cmocka_unit_test(the_reserved_field_is_hashed_and_ignored),
        cmocka_unit_test(a_kexinit_cut_anywhere_is_refused),
        cmocka_unit_test(a_byte_behind_newkeys_ends_the_exchange),
        cmocka_unit_test(a_changed_reply_fails_the_exchange),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
