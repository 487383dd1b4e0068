/* The loop over elements, in place of elements.c where a packet type that has some is proven:
 * whatever the contract in elements.h allows. elements_proof.c proves the real one to keep that. */
#include "src/wire/elements.h"

struct ssh2_reader nondet_reader(void);

void ssh2_check_elements(struct ssh2_reader *r, ssh2_packet_type_function *element, bool counted,
                         uint64_t count)
{
    struct ssh2_reader after = nondet_reader();

    (void)element;
    (void)counted;
    (void)count;
    __CPROVER_assert(SSH2_READER_IS_INSIDE(r), "the reader is inside its input");
    if (r->status != SSH2_OK)
        return;
    after.data = r->data;
    after.len = r->len;
    __CPROVER_assume(SSH2_READER_IS_INSIDE(&after) && after.pos >= r->pos);
    *r = after;
}
