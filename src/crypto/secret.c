#include "src/crypto/secret.h"

#include <sodium.h>

void ssh2_wipe(void *p, size_t len)
{
    if (len != 0)
        sodium_memzero(p, len);
}

bool ssh2_secret_equal(const void *a, const void *b, size_t len)
{
    return len == 0 || sodium_memcmp(a, b, len) == 0;
}
