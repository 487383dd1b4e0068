#include "src/crypto/secret.h"

#include <sodium.h>

#define STACK_BYTES 32768u /* ours: OpenSSL's decoders reach some 20 KiB down */

void ssh2_wipe(void *p, size_t len)
{
    if (len != 0)
        sodium_memzero(p, len);
}

void ssh2_wipe_stack(void)
{
    sodium_stackzero(STACK_BYTES);
}

bool ssh2_secret_equal(const void *a, const void *b, size_t len)
{
    return len == 0 || sodium_memcmp(a, b, len) == 0;
}
