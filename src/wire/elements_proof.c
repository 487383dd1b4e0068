/* The loop over elements, for elements of any type: reading one stands for reading any, and
 * src/packet/packet_proof.c proves of each type what is demanded of it here. */
#include "src/wire/elements.h"

#include <assert.h>

size_t ssh2_proof_index;

struct ssh2_reader nondet_reader(void);

/* Any read of an element, in place of the engine's: forward, inside, and of at least a byte. */
void ssh2_packet_read(const struct ssh2_packet_type *type, struct ssh2_reader *r, void *out)
{
    struct ssh2_reader after = nondet_reader();

    (void)type;
    (void)out;
    assert(SSH2_READER_IS_INSIDE(r) && r->status == SSH2_OK);
    after.len = r->len;
    __CPROVER_assume(SSH2_READER_IS_INSIDE(&after) && after.pos >= r->pos);
    __CPROVER_assume(after.status != SSH2_OK || after.pos > r->pos);
    r->pos = after.pos;
    r->status = after.status;
    r->fault = after.fault;
    r->deviates = after.deviates;
    r->deviation = after.deviation;
}

static const struct ssh2_packet_type *any_type(void)
{
    static const struct ssh2_packet_type type;

    return &type;
}

void prove_ssh2_check_elements(void)
{
    struct ssh2_reader *r;
    bool counted;
    uint64_t count;

    ssh2_check_elements(r, any_type, counted, count);
}
