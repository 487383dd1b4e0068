/* A session of the public API and the peer, with a wire between them that delivers bytes as a test
 * wants: whole, in pieces, cut at one place, or not at once. Nothing ever waits: the peer works
 * whenever the client wants to receive, so that blocking and non-blocking sessions both get on. */
#ifndef SSH2_ORACLE_WIRE_PAIR_H
#define SSH2_ORACLE_WIRE_PAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "include/libssh2.h"
#include "src/oracle/peer.h"
#include "src/wire/bytes.h"

/* Calls in a row in which no byte moved, after which the connection is taken for dead: a test then
 * fails, and does not hang. */
#define SSH2_WIRE_PATIENCE 200u

/* How one direction is delivered. All zero: as it comes. */
struct ssh2_delivery {
    size_t piece;     /* at most so many bytes a call; 0: any */
    size_t cut;       /* the stream makes a stop before this byte; 0: none */
    bool would_block; /* every other call would have to wait */
};

struct ssh2_wire {
    struct ssh2_delivery delivery;
    size_t passed; /* bytes so far */
    bool has_stopped, has_blocked;
};

struct ssh2_wire_pair {
    struct ssh2_peer *peer;
    LIBSSH2_SESSION *session;
    int token; /* a descriptor that is always ready: nothing is ever read from it or written to it */
    struct ssh2_wire to_client, to_peer;
    unsigned idle_calls;

    /* Bytes that somebody puts into the server's stream when so many have passed. */
    struct ssh2_bytes injected;
    size_t inject_at;
    size_t end_at; /* the server's stream ends there; 0: it does not */

    /* Where the server's stream is kept, if anywhere. */
    uint8_t *tape;
    size_t tape_len, tape_capacity;

    /* Told before the peer begins to work, and after. NULL: nobody is. */
    void (*peer_works)(bool begins);
};

/* Allocators of the session: NULL, or all three. */
struct ssh2_wire_memory {
    LIBSSH2_ALLOC_FUNC(*alloc);
    LIBSSH2_FREE_FUNC(*free);
    LIBSSH2_REALLOC_FUNC(*realloc);
};

/* Makes both sides. The session's abstract pointer is pair, which must stay where it is. False without
 * memory: what there is can be closed all the same. */
bool ssh2_wire_pair_open(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings);
bool ssh2_wire_pair_open_with(struct ssh2_wire_pair *pair, const struct ssh2_peer_settings *settings,
                              const struct ssh2_wire_memory *memory);

/* Frees both. */
void ssh2_wire_pair_close(struct ssh2_wire_pair *pair);

/* Lets the peer act on what has reached it. */
void ssh2_wire_pair_run_peer(struct ssh2_wire_pair *pair);

#endif
