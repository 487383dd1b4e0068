#include "src/crypto/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/crypto/secret.h"

static void *default_alloc(size_t len, void **abstract)
{
    (void)abstract;
    return malloc(len);
}

static void *default_realloc(void *p, size_t len, void **abstract)
{
    (void)abstract;
    return realloc(p, len);
}

static void default_free(void *p, void **abstract)
{
    (void)abstract;
    free(p);
}

const struct ssh2_memory ssh2_memory_default = {
    .alloc = default_alloc,
    .realloc = default_realloc,
    .free = default_free,
    .abstract = NULL,
};

void *ssh2_alloc(const struct ssh2_memory *memory, size_t len)
{
    return len == 0 ? NULL : memory->alloc(len, memory->abstract);
}

void *ssh2_calloc(const struct ssh2_memory *memory, size_t count, size_t size)
{
    if (count == 0 || size == 0 || count > SIZE_MAX / size)
        return NULL;

    void *p = memory->alloc(count * size, memory->abstract);

    if (p != NULL)
        memset(p, 0, count * size);
    return p;
}

void *ssh2_realloc(const struct ssh2_memory *memory, void *p, size_t len)
{
    /* realloc() of an allocator that has seen no alloc() may not take NULL, and 0 may free. */
    if (p == NULL || len == 0)
        return ssh2_alloc(memory, len);
    return memory->realloc(p, len, memory->abstract);
}

void ssh2_free(const struct ssh2_memory *memory, void *p)
{
    if (p != NULL)
        memory->free(p, memory->abstract);
}

void ssh2_free_secret(const struct ssh2_memory *memory, void *p, size_t len)
{
    if (p != NULL)
        ssh2_wipe(p, len);
    ssh2_free(memory, p);
}
