/* What the tests of src/crypto share. */
#ifndef SSH2_CRYPTO_TESTING_H
#define SSH2_CRYPTO_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define UNHEX_MAX_BYTES 8192u

/* A value written in hexadecimal in a test. */
struct unhexed {
    uint8_t bytes[UNHEX_MAX_BYTES];
    size_t len;
};

static inline struct unhexed unhex(const char *text)
{
    struct unhexed out = { .len = strlen(text) / 2 };

    assert_true(strlen(text) % 2 == 0 && out.len <= UNHEX_MAX_BYTES);
    for (size_t i = 0; i < out.len; i++) {
        char pair[3] = { text[2 * i], text[2 * i + 1], 0 };
        char *end = NULL;

        out.bytes[i] = (uint8_t)strtoul(pair, &end, 16);
        assert_ptr_equal(end, pair + 2);
    }
    return out;
}

static inline struct ssh2_bytes view(const struct unhexed *value)
{
    return ssh2_bytes(value->bytes, value->len);
}

static inline void assert_is_hex(const void *bytes, size_t len, const char *text)
{
    struct unhexed expected = unhex(text);

    assert_int_equal(len, expected.len);
    assert_memory_equal(bytes, expected.bytes, len);
}

/* An allocator that counts what is out, and fails once its allowance is used up. */
struct stingy {
    size_t allowance; /* allocations that will still succeed */
    size_t in_use;
};

static inline void *stingy_alloc(size_t len, void **abstract)
{
    struct stingy *s = *abstract;

    if (s->allowance == 0)
        return NULL;
    s->allowance--;
    s->in_use++;
    return malloc(len);
}

static inline void *stingy_realloc(void *p, size_t len, void **abstract)
{
    struct stingy *s = *abstract;

    if (s->allowance == 0)
        return NULL;
    s->allowance--;
    return realloc(p, len);
}

static inline void stingy_free(void *p, void **abstract)
{
    struct stingy *s = *abstract;

    s->in_use--;
    free(p);
}

/* holder points to the struct stingy and lives as long as the memory is used. */
static inline struct ssh2_memory stingy_memory(void **holder)
{
    return (struct ssh2_memory){ stingy_alloc, stingy_realloc, stingy_free, holder };
}

#endif
