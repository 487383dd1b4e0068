/* For tests: a client and a server transport in one memory, and the wire between them, which can
 * be cut anywhere, held up, and added to. */
#ifndef SSH2_TRANSPORT_PAIR_H
#define SSH2_TRANSPORT_PAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/transport/error.h"
#include "src/transport/transport.h"
#include "src/wire/bytes.h"

/* A private key of this kind, made once in a process and then served again as a copy. */
struct ssh2_private_key *ssh2_pair_host_key(const struct ssh2_memory *memory,
                                            enum ssh2_key_kind kind);

struct ssh2_pair_end {
    struct ssh2_transport *transport;
    struct ssh2_error error;
    int rc;              /* of the last ssh2_transport_next(): EAGAIN while all is well */
    uint8_t *events;     /* the payloads that came out, each behind its length as a uint32 */
    size_t events_len;
    size_t event_count;
};

struct ssh2_pair {
    struct ssh2_pair_end client, server;
};

/* Makes both; nothing is started. The server has an Ed25519 key. False without memory. */
bool ssh2_pair_init(struct ssh2_pair *pair, const struct ssh2_memory *memory);

/* The same with a host key of another kind. */
bool ssh2_pair_init_with_key(struct ssh2_pair *pair, const struct ssh2_memory *memory,
                             enum ssh2_key_kind kind);

void ssh2_pair_free(struct ssh2_pair *pair);

/* Moves at most count bytes that wait in from's output to to's input and has them worked on.
 * Returns how many were moved. */
size_t ssh2_pair_deliver(struct ssh2_pair_end *from, struct ssh2_pair_end *to, size_t count);

/* Receives bytes that did not come from the other end. Returns how many were taken: less when the
 * end has ended or has no memory for them. */
size_t ssh2_pair_inject(struct ssh2_pair_end *to, struct ssh2_bytes bytes);

/* Moves bytes both ways, at most chunk at a time, until nothing moves. */
void ssh2_pair_run(struct ssh2_pair *pair, size_t chunk);

/* Starts both and runs until nothing moves; both then report the stage. True when both are
 * established. */
bool ssh2_pair_shake_hands(struct ssh2_pair *pair, enum ssh2_stage stage);

/* The payload of an event, counted from 0; empty when there is none. */
struct ssh2_bytes ssh2_pair_event(const struct ssh2_pair_end *end, size_t index);

/* Sends a CHANNEL_DATA of len bytes, at most 32768, that is told apart by its serial number. */
int ssh2_pair_send_data(struct ssh2_pair_end *from, size_t serial, size_t len);

/* Whether the payload is that message, every byte of it. */
bool ssh2_pair_is_data(struct ssh2_bytes payload, size_t serial, size_t len);

#endif
