#include "src/wire/elements.h"

void ssh2_check_elements(struct ssh2_reader *r, ssh2_packet_type_function *element, bool counted,
                         uint64_t count)
{
    /* A larger count ends here, before any loop (threat E1). */
    if (counted && count > r->len - r->pos)
        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);
    for (uint64_t i = 0; r->status == SSH2_OK && (counted ? i < count : r->pos < r->len); i++)
    ASSIGNS(i, r->pos, r->status, r->fault, r->deviates, r->deviation)
    INVARIANT(SSH2_READER_IS_INSIDE(r) && r->pos >= AT_LOOP_ENTRY(r->pos))
    INVARIANT(i <= r->pos - AT_LOOP_ENTRY(r->pos) + (r->status == SSH2_OK ? 0 : 1))
    INVARIANT(IMPLIES(AT_LOOP_ENTRY(r->status) != SSH2_OK, r->status == AT_LOOP_ENTRY(r->status)))
    DECREASES(r->status == SSH2_OK ? 1 + r->len - r->pos : 0)
    {
        ssh2_packet_read(element(), r, NULL);
    }
}
