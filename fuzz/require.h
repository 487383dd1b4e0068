/* What targets share: promises that must hold, and blocks of memory that end where they should. */
#ifndef SSH2_FUZZ_REQUIRE_H
#define SSH2_FUZZ_REQUIRE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "src/wire/bytes.h"
#include "src/wire/reader.h"

/* A promise that is broken ends the program, which every engine takes for a finding. */
#define SSH2_FUZZ_REQUIRE(condition, promise)                                    \
    do {                                                                         \
        if (!(condition)) {                                                      \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, promise); \
            abort();                                                             \
        }                                                                        \
    } while (0)

/* A heap block of exactly this content, where a sanitizer sees any step past its end. */
static inline uint8_t *ssh2_fuzz_block(struct ssh2_bytes content)
{
    uint8_t *block = malloc(content.len > 0 ? content.len : 1);

    SSH2_FUZZ_REQUIRE(block != NULL, "there is memory");
    if (content.len > 0)
        memcpy(block, content.data, content.len);
    return block;
}

/* Threat L12: nothing is allocated for what a length says before it is known to be there. The memory of
 * targets ends the program when somebody wants more than the input at hand can fill: so many times its
 * bytes, as a parser's structs are longer than what they stand for, and what is needed for any input. */
#define SSH2_FUZZ_TIMES_INPUT 16u

static size_t ssh2_fuzz_allocation_max;

static inline void ssh2_fuzz_bound_allocations(size_t input_len, size_t for_any)
{
    ssh2_fuzz_allocation_max = SSH2_FUZZ_TIMES_INPUT * input_len + for_any;
}

static inline void *ssh2_fuzz_alloc(size_t len, void **abstract)
{
    (void)abstract;
    SSH2_FUZZ_REQUIRE(len <= ssh2_fuzz_allocation_max, "nothing is allocated that no input fills");
    return malloc(len);
}

static inline void *ssh2_fuzz_realloc(void *p, size_t len, void **abstract)
{
    (void)abstract;
    SSH2_FUZZ_REQUIRE(len <= ssh2_fuzz_allocation_max, "nothing is allocated that no input fills");
    return realloc(p, len);
}

static inline void ssh2_fuzz_free(void *p, void **abstract)
{
    (void)abstract;
    free(p);
}

/* For a struct ssh2_memory that lives as long as the program. */
#define SSH2_FUZZ_MEMORY { ssh2_fuzz_alloc, ssh2_fuzz_realloc, ssh2_fuzz_free, NULL }

/* Whether part is all within whole. */
static inline int ssh2_fuzz_is_inside(struct ssh2_bytes part, struct ssh2_bytes whole)
{
    uintptr_t from = (uintptr_t)part.data;
    uintptr_t start = (uintptr_t)whole.data;

    return part.len == 0 ||
           (from >= start && part.len <= whole.len && from - start <= whole.len - part.len);
}

#endif
