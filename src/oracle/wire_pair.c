#include "src/oracle/wire_pair.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* How many of len bytes pass in this call; 0: it would have to wait. */
static size_t allowance(struct ssh2_wire *wire, size_t len)
{
    const struct ssh2_delivery *delivery = &wire->delivery;

    wire->has_blocked = delivery->would_block && !wire->has_blocked;
    if (wire->has_blocked)
        return 0;
    if (delivery->piece > 0 && len > delivery->piece)
        len = delivery->piece;
    if (delivery->cut > wire->passed && len > delivery->cut - wire->passed)
        len = delivery->cut - wire->passed;
    if (delivery->cut > 0 && delivery->cut == wire->passed && !wire->has_stopped) {
        wire->has_stopped = true;
        return 0;
    }
    return len;
}

/* Counts calls that move nothing; whether there have been too many of them. */
static bool is_dead(struct ssh2_wire_pair *pair, size_t moved)
{
    pair->idle_calls = moved > 0 ? 0 : pair->idle_calls + 1;
    return pair->idle_calls > SSH2_WIRE_PATIENCE;
}

void ssh2_wire_pair_run_peer(struct ssh2_wire_pair *pair)
{
    if (pair->peer_works != NULL)
        pair->peer_works(true);
    (void)ssh2_peer_work(pair->peer);
    if (pair->peer_works != NULL)
        pair->peer_works(false);
}

/* To the peer */

static bool hand_to_peer(struct ssh2_wire_pair *pair, struct ssh2_bytes bytes)
{
    bool is_handed;

    if (pair->peer_works != NULL)
        pair->peer_works(true);
    is_handed = ssh2_peer_receive(pair->peer, bytes);
    if (pair->peer_works != NULL)
        pair->peer_works(false);
    return is_handed;
}

static LIBSSH2_SEND_FUNC(send_to_peer)
{
    struct ssh2_wire_pair *pair = *abstract;
    size_t count = allowance(&pair->to_peer, length);

    (void)socket;
    (void)flags;
    if (is_dead(pair, count))
        return -EPIPE;
    if (count == 0)
        return -EAGAIN;
    if (!hand_to_peer(pair, ssh2_bytes(buffer, count)))
        return -ENOMEM;
    pair->to_peer.passed += count;
    return (ssize_t)count;
}

/* To the client */

/* What comes next in the server's stream. */
static struct ssh2_bytes next_bytes(const struct ssh2_wire_pair *pair)
{
    struct ssh2_bytes output = ssh2_peer_output(pair->peer);
    size_t passed = pair->to_client.passed;
    size_t behind = passed - pair->inject_at; /* meaningful once the place is reached */

    if (passed >= pair->inject_at && behind < pair->injected.len)
        return ssh2_bytes(pair->injected.data + behind, pair->injected.len - behind);
    if (passed < pair->inject_at && output.len > pair->inject_at - passed)
        output.len = pair->inject_at - passed;
    return output;
}

static void consume(struct ssh2_wire_pair *pair, size_t count)
{
    size_t passed = pair->to_client.passed;
    bool was_injected =
        passed >= pair->inject_at && passed - pair->inject_at < pair->injected.len;

    pair->to_client.passed += count;
    if (was_injected)
        return;
    if (pair->peer_works != NULL)
        pair->peer_works(true);
    ssh2_peer_sent(pair->peer, count);
    if (pair->peer_works != NULL)
        pair->peer_works(false);
}

static void record(struct ssh2_wire_pair *pair, struct ssh2_bytes bytes)
{
    size_t room = pair->tape_capacity - pair->tape_len;
    size_t count = bytes.len < room ? bytes.len : room;

    if (count == 0)
        return;
    memcpy(pair->tape + pair->tape_len, bytes.data, count);
    pair->tape_len += count;
}

/* How many of the next bytes are before the end of the stream. */
static size_t before_end(const struct ssh2_wire_pair *pair, size_t len)
{
    size_t left = pair->end_at - pair->to_client.passed;

    return pair->end_at == 0 || len < left ? len : left;
}

static LIBSSH2_RECV_FUNC(receive_from_peer)
{
    struct ssh2_wire_pair *pair = *abstract;

    (void)socket;
    (void)flags;
    ssh2_wire_pair_run_peer(pair);

    struct ssh2_bytes bytes = next_bytes(pair);
    size_t len = before_end(pair, bytes.len < length ? bytes.len : length);
    bool has_ended = pair->end_at > 0 && pair->to_client.passed == pair->end_at;
    size_t count = len == 0 ? 0 : allowance(&pair->to_client, len);

    if (has_ended || is_dead(pair, count))
        return 0;
    if (count == 0)
        return -EAGAIN;
    memcpy(buffer, bytes.data, count);
    record(pair, ssh2_bytes(bytes.data, count));
    consume(pair, count);
    return (ssize_t)count;
}

/* Life */

static void install(LIBSSH2_SESSION *session)
{
    libssh2_session_callback_set2(session, LIBSSH2_CALLBACK_SEND,
                                  (libssh2_cb_generic *)send_to_peer);
    libssh2_session_callback_set2(session, LIBSSH2_CALLBACK_RECV,
                                  (libssh2_cb_generic *)receive_from_peer);
}

bool ssh2_wire_pair_open_with(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings,
                              const struct ssh2_wire_memory *memory)
{
    memset(pair, 0, sizeof(*pair));
    pair->token = open("/dev/null", O_RDWR | O_CLOEXEC);
    pair->peer = ssh2_peer_new(settings);
    pair->session = libssh2_session_init_ex(memory->alloc, memory->free, memory->realloc, pair);
    if (pair->token < 0 || pair->peer == NULL || pair->session == NULL)
        return false;
    install(pair->session);
    return true;
}

bool ssh2_wire_pair_open(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings)
{
    const struct ssh2_wire_memory memory = { NULL, NULL, NULL };

    return ssh2_wire_pair_open_with(pair, settings, &memory);
}

void ssh2_wire_pair_close(struct ssh2_wire_pair *pair)
{
    if (pair->session != NULL) {
        libssh2_session_set_blocking(pair->session, 1); /* which never says EAGAIN */
        (void)libssh2_session_free(pair->session);
    }
    ssh2_peer_free(pair->peer);
    if (pair->token >= 0)
        close(pair->token);
    memset(pair, 0, sizeof(*pair));
}
