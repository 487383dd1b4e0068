#include "src/transport/hostile_peer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "src/transport/protection_modes.h"

void ssh2_hostile_init(struct ssh2_pair *pair)
{
    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    assert_int_equal(ssh2_transport_start(pair->client.transport), 0);
    assert_int_equal(ssh2_transport_start(pair->server.transport), 0);
}

void ssh2_hostile_open(struct ssh2_pair *pair, enum ssh2_stage stage)
{
    assert_true(ssh2_pair_init(pair, &ssh2_memory_default));
    assert_true(ssh2_pair_shake_hands(pair, stage));
}

/* Has an end send any payload, whatever its state. */
void ssh2_hostile_put(struct ssh2_pair_end *from, struct ssh2_bytes payload)
{
    assert_int_equal(ssh2_transport_put(from->transport, &payload, 1), 0);
}

void ssh2_hostile_put_and_deliver(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                            struct ssh2_bytes payload)
{
    ssh2_hostile_put(from, payload);
    ssh2_pair_deliver(from, to, SIZE_MAX);
}

/* Receives an unencrypted packet that the peer did not send. */
void ssh2_hostile_inject_plain(struct ssh2_pair_end *to, struct ssh2_bytes payload)
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
void ssh2_hostile_assert_ended(struct ssh2_pair_end *end, struct ssh2_pair_end *peer, int code,
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

/* Delivers byte by byte until the end's state is this. */
void ssh2_hostile_deliver_until(struct ssh2_pair_end *from, struct ssh2_pair_end *to,
                          enum ssh2_state state)
{
    while (to->transport->state != state)
        assert_int_equal(ssh2_pair_deliver(from, to, 1), 1);
}

static void bring_into_first_exchange(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                                      struct ssh2_pair_end *peer, enum ssh2_state state)
{
    ssh2_hostile_init(pair);
    ssh2_hostile_deliver_until(peer, end, SSH2_STATE_FIRST_KEXINIT);
    if (state != SSH2_STATE_FIRST_KEXINIT)
        ssh2_hostile_deliver_until(peer, end, SSH2_STATE_FIRST_METHOD);
    if (state == SSH2_STATE_FIRST_NEWKEYS) {
        ssh2_pair_deliver(end, peer, SIZE_MAX);
        ssh2_hostile_deliver_until(peer, end, SSH2_STATE_FIRST_NEWKEYS);
    }
    lose_output(peer);
    lose_output(end);
}

static void bring_into_rekeying(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                                struct ssh2_pair_end *peer, enum ssh2_state state)
{
    ssh2_hostile_open(pair, SSH2_STAGE_CONNECTION);
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

void ssh2_hostile_bring_to(struct ssh2_pair *pair, struct ssh2_pair_end *end,
                     struct ssh2_pair_end *peer, enum ssh2_state state)
{
    if (state < SSH2_STATE_SERVICE)
        bring_into_first_exchange(pair, end, peer, state);
    else if (state < SSH2_STATE_REKEY_OFFERED)
        ssh2_hostile_open(pair, state == SSH2_STATE_SERVICE    ? SSH2_STAGE_SERVICE
                        : state == SSH2_STATE_USERAUTH ? SSH2_STAGE_USERAUTH
                                                       : SSH2_STAGE_CONNECTION);
    else
        bring_into_rekeying(pair, end, peer, state);
    assert_int_equal(end->transport->state, state);
}
