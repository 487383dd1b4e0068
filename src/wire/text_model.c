/* The loops over bytes of any length, in place of text.c where something above them is proven: they
 * find whatever their contracts in text.h allow, and text_proof.c proves the real ones to keep
 * those. */
#include "src/wire/text.h"

size_t nondet_size(void);

static size_t at_most(size_t max)
{
    size_t found = nondet_size();

    __CPROVER_assume(found <= max);
    return found;
}

static void assert_readable(struct ssh2_bytes view)
{
    __CPROVER_assert(view.len == 0 || __CPROVER_r_ok(view.data, view.len), "the view is readable");
}

size_t ssh2_name_list_fault(struct ssh2_bytes text)
{
    assert_readable(text);
    return at_most(text.len);
}

size_t ssh2_utf8_fault(struct ssh2_bytes text)
{
    assert_readable(text);
    return at_most(text.len);
}

struct ssh2_bytes ssh2_trim_zeros(struct ssh2_bytes number)
{
    assert_readable(number);

    size_t zeros = at_most(number.len);

    if (zeros == number.len)
        return ssh2_bytes(NULL, 0);
    __CPROVER_assume(number.data[zeros] != 0);
    return ssh2_bytes(number.data + zeros, number.len - zeros);
}
