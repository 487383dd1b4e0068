/* Random bytes: single values, and a small pool for what every packet needs. */
#ifndef SSH2_CRYPTO_RANDOM_H
#define SSH2_CRYPTO_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fills out with len bytes fit for keys. False when the generator fails: out is then all zero
 * and must not be used. */
bool ssh2_random(void *out, size_t len);

/* Ours: two paddings of the greatest length (255, RFC 4253, section 6) fit between refills. */
#define SSH2_RANDOM_POOL_BYTES 512u

/* Random bytes drawn in bulk, so that a packet's padding costs no call of the generator.
 * Embedded where it is used; all zero is a valid, empty pool. Never gives a byte twice within a
 * process. After fork() both processes hold the same unused bytes until one of them wipes the pool: take
 * padding from a pool, and cookies, keys and nonces from ssh2_random(), which is safe there. */
struct ssh2_random_pool {
    uint8_t bytes[SSH2_RANDOM_POOL_BYTES]; /* the first unused_len are random and unused */
    size_t unused_len;
};

/* Moves len bytes from the pool to out, wiping them in the pool, and refills when it runs dry;
 * any len is served. False when the generator fails: out is then all zero. */
bool ssh2_random_pool_take(struct ssh2_random_pool *pool, void *out, size_t len);

/* Wipes and empties the pool; it remains usable. */
void ssh2_random_pool_wipe(struct ssh2_random_pool *pool);

#endif
