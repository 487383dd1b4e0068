#include "src/session/exchange.h"

#include <string.h>

int ssh2_exchange_begin(struct ssh2_exchange *x, const void *operation, struct ssh2_error *error)
{
    if (x->operation != NULL && x->operation != operation)
        return ssh2_fail(error, LIBSSH2_ERROR_BAD_USE,
                         "another request is not finished: repeat the call that gave EAGAIN first");
    x->operation = operation;
    return 0;
}

void ssh2_exchange_expect(struct ssh2_exchange *x, struct ssh2_exchange_queue *queue)
{
    x->state = SSH2_EXCHANGE_AWAITING;
    x->next = NULL;
    if (queue == NULL)
        return;
    x->skip = queue->skip;
    queue->skip = 0;
    if (queue->last == NULL)
        queue->first = x;
    else
        queue->last->next = x;
    queue->last = x;
}

int ssh2_exchange_result(const struct ssh2_exchange *x)
{
    return x->state == SSH2_EXCHANGE_ANSWERED ? 0 : LIBSSH2_ERROR_EAGAIN;
}

void ssh2_exchange_end(struct ssh2_exchange *x, const struct ssh2_memory *memory)
{
    ssh2_free_secret(memory, (void *)(uintptr_t)x->answer.data, x->answer.len);
    memset(x, 0, sizeof(*x));
}

int ssh2_exchange_deliver(struct ssh2_exchange *x, const struct ssh2_memory *memory,
                          struct ssh2_error *error, struct ssh2_bytes payload)
{
    uint8_t *copy = ssh2_alloc(memory, payload.len);

    if (copy == NULL)
        return ssh2_fail_memory(error, "the peer's answer");
    memcpy(copy, payload.data, payload.len);
    x->answer = ssh2_bytes(copy, payload.len);
    x->state = SSH2_EXCHANGE_ANSWERED;
    return 0;
}

static void take_first(struct ssh2_exchange_queue *queue)
{
    queue->first = queue->first->next;
    if (queue->first == NULL)
        queue->last = NULL;
}

int ssh2_exchange_answer(struct ssh2_exchange_queue *queue, const struct ssh2_memory *memory,
                         struct ssh2_error *error, struct ssh2_bytes payload)
{
    struct ssh2_exchange *x = queue->first;
    unsigned *skip = x == NULL ? &queue->skip : &x->skip;

    if (*skip > 0) {
        (*skip)--;
        return 0;
    }
    if (x == NULL)
        return 0;

    int rc = ssh2_exchange_deliver(x, memory, error, payload);

    if (rc == 0)
        take_first(queue);
    return rc;
}

void ssh2_exchange_expect_nothing(struct ssh2_exchange_queue *queue)
{
    queue->skip++;
}

void ssh2_exchange_abandon(struct ssh2_exchange *x, struct ssh2_exchange_queue *queue,
                           const struct ssh2_memory *memory)
{
    struct ssh2_exchange *before = NULL;
    struct ssh2_exchange *each = queue->first;

    while (each != NULL && each != x) {
        before = each;
        each = each->next;
    }
    if (each == x) {
        unsigned *skip = x->next == NULL ? &queue->skip : &x->next->skip;

        *skip += x->skip + 1;
        if (before == NULL)
            queue->first = x->next;
        else
            before->next = x->next;
        if (queue->last == x)
            queue->last = before;
    }
    ssh2_exchange_end(x, memory);
}
