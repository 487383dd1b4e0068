/* One entry a function, and loop contracts in text.c: inputs of any length. */
#include "src/wire/text.h"

size_t ssh2_proof_index;

void prove_ssh2_name_list_fault(void)
{
    struct ssh2_bytes view;

    ssh2_name_list_fault(view);
}

void prove_ssh2_utf8_fault(void)
{
    struct ssh2_bytes view;

    ssh2_utf8_fault(view);
}

void prove_ssh2_trim_zeros(void)
{
    struct ssh2_bytes view;

    ssh2_trim_zeros(view);
}
