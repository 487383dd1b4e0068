/* The structure-aware half of mutation, for libFuzzer, which looks for it by its name. */
#include "fuzz/fuzz.h"
#include "fuzz/packet_mutation.h"
#include "fuzz/packet_target.h"

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
    const struct ssh2_packet_type *type = ssh2_fuzz_named_type();

    /* As often plain bytes: most of what a parser must refuse is no packet at all. */
    if (seed % 2 == 0 || type->read != NULL)
        return LLVMFuzzerMutate(data, size, max_size);
    return ssh2_fuzz_mutate_packet(type, data, size, max_size, seed);
}
