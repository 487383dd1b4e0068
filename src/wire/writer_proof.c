/* One entry a function. The arguments are left open: the contract in writer.h says what they may
 * be. */
#include "src/wire/writer.h"

size_t ssh2_proof_index;

void prove_ssh2_write_bytes(void)
{
    struct ssh2_writer *w;
    struct ssh2_bytes value;

    ssh2_write_bytes(w, value);
}

void prove_ssh2_write_byte(void)
{
    struct ssh2_writer *w;
    uint8_t value;

    ssh2_write_byte(w, value);
}

void prove_ssh2_write_boolean(void)
{
    struct ssh2_writer *w;
    bool value;

    ssh2_write_boolean(w, value);
}

void prove_ssh2_write_uint32(void)
{
    struct ssh2_writer *w;
    uint32_t value;

    ssh2_write_uint32(w, value);
}

void prove_ssh2_write_uint64(void)
{
    struct ssh2_writer *w;
    uint64_t value;

    ssh2_write_uint64(w, value);
}

void prove_ssh2_write_string(void)
{
    struct ssh2_writer *w;
    struct ssh2_bytes value;

    ssh2_write_string(w, value);
}

void prove_ssh2_write_mpint(void)
{
    struct ssh2_writer *w;
    struct ssh2_bytes value;

    ssh2_write_mpint(w, value);
}
