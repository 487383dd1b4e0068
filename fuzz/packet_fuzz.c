/* The fuzz target of every packet type: SSH2_FUZZ_PACKET names the one to fuzz, or is "list". */
#include "fuzz/fuzz.h"
#include "fuzz/packet_target.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    ssh2_fuzz_named_type();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ssh2_fuzz_packet(ssh2_fuzz_named_type(), ssh2_bytes(data, size));
    return 0;
}
