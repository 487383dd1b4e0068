#include "src/crypto/zlib_memory.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"

/* zlib does not say how long what it gives back is, and we want to wipe it: so it stands in front.
 */
union block {
    size_t len;
    alignas(max_align_t) unsigned char aligned;
};

/* Threat Z2: nothing is multiplied before it is known to fit. */
void *ssh2_zlib_alloc(void *opaque, uInt items, uInt size)
{
    if (size != 0 && items > (SIZE_MAX - sizeof(union block)) / size)
        return NULL;

    size_t len = sizeof(union block) + (size_t)items * size;
    union block *block = ssh2_calloc(opaque, 1, len);

    if (block == NULL)
        return NULL;
    block->len = len;
    return block + 1;
}

void ssh2_zlib_free(void *opaque, void *p)
{
    if (p == NULL)
        return;

    union block *block = (union block *)p - 1;

    ssh2_free_secret(opaque, block, block->len);
}
