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

/* Whether part is all within whole. */
static inline int ssh2_fuzz_is_inside(struct ssh2_bytes part, struct ssh2_bytes whole)
{
    uintptr_t from = (uintptr_t)part.data;
    uintptr_t start = (uintptr_t)whole.data;

    return part.len == 0 ||
           (from >= start && part.len <= whole.len && from - start <= whole.len - part.len);
}

#endif
