/* The exchange: one request goes out, one answer comes back. It is built once, here, and can be
 * left and resumed anywhere, which is all that EAGAIN is: channel requests, global requests,
 * opening a channel and authentication use it.
 *
 *     rc = ssh2_exchange_begin(x, ...);        busy with another request? BAD_USE
 *     if it is idle: send, then ssh2_exchange_expect()
 *     rc = ssh2_exchange_result(x);            EAGAIN until the answer is there
 *     look at x->answer, then ssh2_exchange_end()
 */
#ifndef SSH2_SESSION_EXCHANGE_H
#define SSH2_SESSION_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

enum ssh2_exchange_state { SSH2_EXCHANGE_IDLE, SSH2_EXCHANGE_AWAITING, SSH2_EXCHANGE_ANSWERED };

struct ssh2_exchange {
    enum ssh2_exchange_state state;
    const void *operation;   /* identifies who uses it until it is ended */
    struct ssh2_bytes answer; /* our own copy of the answer's payload */
    unsigned skip;           /* answers in the queue before ours that nobody wants any more */
    struct ssh2_exchange *next;
};

/* Those waiting for answers that carry no id and come in the order of the requests:
 * RFC 4254, sections 4 and 5.4. */
struct ssh2_exchange_queue {
    struct ssh2_exchange *first, *last;
    unsigned skip; /* unwanted answers behind the last */
};

/* Whether operation may use x: it is idle, or operation has it already. Else BAD_USE. */
int ssh2_exchange_begin(struct ssh2_exchange *x, const void *operation, struct ssh2_error *error);

/* The request is on its way. queue NULL: the answer will come by ssh2_exchange_deliver. */
void ssh2_exchange_expect(struct ssh2_exchange *x, struct ssh2_exchange_queue *queue);

/* 0 when the answer is there, else EAGAIN. */
int ssh2_exchange_result(const struct ssh2_exchange *x);

/* Frees the answer and makes x idle again. */
void ssh2_exchange_end(struct ssh2_exchange *x, const struct ssh2_memory *memory);

/* Hands x its answer; the payload is copied. ALLOC without memory: x goes on waiting. */
int ssh2_exchange_deliver(struct ssh2_exchange *x, const struct ssh2_memory *memory,
                          struct ssh2_error *error, struct ssh2_bytes payload);

/* An answer has come: it goes to the first in the queue. One that nobody waits for is dropped
 * (threats E5, C16). */
int ssh2_exchange_answer(struct ssh2_exchange_queue *queue, const struct ssh2_memory *memory,
                         struct ssh2_error *error, struct ssh2_bytes payload);

/* A request was sent whose answer nobody will look at. */
void ssh2_exchange_expect_nothing(struct ssh2_exchange_queue *queue);

/* x will not be there when its answer comes. */
void ssh2_exchange_abandon(struct ssh2_exchange *x, struct ssh2_exchange_queue *queue,
                           const struct ssh2_memory *memory);

#endif
