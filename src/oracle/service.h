/* A program on one of the peer's channels that holds a dialogue: bytes of the client go in, bytes
 * for it come out. */
#ifndef SSH2_ORACLE_SERVICE_H
#define SSH2_ORACLE_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"

struct ssh2_peer_service_type {
    /* Acts on bytes from the client. False when it is broken. */
    bool (*receive)(void *self, struct ssh2_bytes bytes);
    /* Whether it will say no more than it has in the output. */
    bool (*is_over)(const void *self);
    /* Moves up to len bytes for the client to out and returns how many. */
    size_t (*output)(void *self, uint8_t *out, size_t len);
    size_t (*output_len)(const void *self);
    uint32_t (*exit_status)(const void *self);
    void (*free)(void *self);
};

struct ssh2_peer_service {
    const struct ssh2_peer_service_type *type; /* NULL: there is none */
    void *self;
};

/* Bytes that wait to be sent. All zero: none. */
struct ssh2_outgoing {
    uint8_t *data;
    size_t len, sent, capacity;
};

/* False without memory. */
bool ssh2_outgoing_add(struct ssh2_outgoing *out, struct ssh2_bytes bytes);
size_t ssh2_outgoing_take(struct ssh2_outgoing *out, uint8_t *to, size_t len);
size_t ssh2_outgoing_len(const struct ssh2_outgoing *out);
void ssh2_outgoing_free(struct ssh2_outgoing *out);

#endif
