/* One entry a function. The arguments are left open: the contract in reader.h says what they may
 * be. What each entry replaces by its contract stands in proofs.txt. */
#include "src/wire/reader.h"

size_t ssh2_proof_index;

void prove_ssh2_read_bytes(void)
{
    struct ssh2_reader *r;
    size_t count;

    ssh2_read_bytes(r, count);
}

void prove_ssh2_read_byte(void)
{
    struct ssh2_reader *r;

    ssh2_read_byte(r);
}

void prove_ssh2_read_boolean(void)
{
    struct ssh2_reader *r;

    ssh2_read_boolean(r);
}

void prove_ssh2_read_uint32(void)
{
    struct ssh2_reader *r;

    ssh2_read_uint32(r);
}

void prove_ssh2_read_uint64(void)
{
    struct ssh2_reader *r;

    ssh2_read_uint64(r);
}

void prove_ssh2_read_string(void)
{
    struct ssh2_reader *r;

    ssh2_read_string(r);
}

void prove_ssh2_read_utf8(void)
{
    struct ssh2_reader *r;

    ssh2_read_utf8(r);
}

void prove_ssh2_read_name_list(void)
{
    struct ssh2_reader *r;

    ssh2_read_name_list(r);
}

void prove_ssh2_read_mpint(void)
{
    struct ssh2_reader *r;

    ssh2_read_mpint(r);
}

void prove_ssh2_read_rest(void)
{
    struct ssh2_reader *r;

    ssh2_read_rest(r);
}
