/* The structure-aware half of mutation, as a shared library for AFL++, which looks for these
 * functions by their names (AFL_CUSTOM_MUTATOR_LIBRARY); its own mutations are the other half. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/packet_mutation.h"
#include "fuzz/packet_target.h"

#define EXPORTED __attribute__((visibility("default")))

struct mutator {
    const struct ssh2_packet_type *type;
    uint64_t seed;
    size_t capacity;
    uint8_t *mutant;
};

EXPORTED void *afl_custom_init(void *afl, unsigned int seed);
EXPORTED size_t afl_custom_fuzz(void *data, uint8_t *input, size_t size, uint8_t **mutant,
                                uint8_t *other, size_t other_size, size_t capacity);
EXPORTED void afl_custom_deinit(void *data);

void *afl_custom_init(void *afl, unsigned int seed)
{
    struct mutator *mutator = calloc(1, sizeof(*mutator));

    (void)afl;
    if (mutator == NULL)
        return NULL;
    mutator->type = ssh2_fuzz_named_type();
    mutator->seed = seed;
    return mutator;
}

static bool grow(struct mutator *mutator, size_t capacity)
{
    uint8_t *larger =
        capacity <= mutator->capacity ? mutator->mutant : realloc(mutator->mutant, capacity);

    if (larger == NULL)
        return false;
    mutator->mutant = larger;
    mutator->capacity = capacity > mutator->capacity ? capacity : mutator->capacity;
    return true;
}

/* Returning 0 leaves this one out: AFL++'s own mutations go on. *mutant must point somewhere all
 * the same. */
size_t afl_custom_fuzz(void *data, uint8_t *input, size_t size, uint8_t **mutant, uint8_t *other,
                       size_t other_size, size_t capacity)
{
    struct mutator *mutator = data;

    (void)other;
    (void)other_size;
    *mutant = input;
    if (mutator->type->read != NULL || size > capacity || !grow(mutator, capacity))
        return 0;
    memcpy(mutator->mutant, input, size);
    *mutant = mutator->mutant;
    return ssh2_fuzz_mutate_packet(mutator->type, mutator->mutant, size, capacity, mutator->seed++);
}

void afl_custom_deinit(void *data)
{
    struct mutator *mutator = data;

    free(mutator->mutant);
    free(mutator);
}
