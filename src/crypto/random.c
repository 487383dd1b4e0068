#include "src/crypto/random.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

#include "src/crypto/secret.h"

/* OpenSSL's generator and not libsodium's: it reports failure where libsodium ends the process,
 * and it makes no system call each time. It notices a fork by itself. */
bool ssh2_random(void *out, size_t len)
{
    ERR_set_mark();
    bool ok = len <= INT_MAX && RAND_bytes(out, (int)len) == 1;
    ERR_pop_to_mark();

    if (!ok && len != 0)
        memset(out, 0, len);
    return ok;
}

bool ssh2_random_pool_take(struct ssh2_random_pool *pool, void *out, size_t len)
{
    if (len > sizeof(pool->bytes))
        return ssh2_random(out, len);

    if (len > pool->unused_len) {
        pool->unused_len = 0;
        if (!ssh2_random(pool->bytes, sizeof(pool->bytes))) {
            memset(out, 0, len);
            return false;
        }
        pool->unused_len = sizeof(pool->bytes);
    }
    if (len == 0)
        return true;

    pool->unused_len -= len;
    memcpy(out, pool->bytes + pool->unused_len, len);
    ssh2_wipe(pool->bytes + pool->unused_len, len);
    return true;
}

void ssh2_random_pool_wipe(struct ssh2_random_pool *pool)
{
    ssh2_wipe(pool, sizeof(*pool));
}
