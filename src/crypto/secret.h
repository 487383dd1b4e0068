/* Wiping and comparing what nobody else may learn. */
#ifndef SSH2_CRYPTO_SECRET_H
#define SSH2_CRYPTO_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/* Writes zeros in a way that no compiler leaves out. p may be NULL when len is 0. */
void ssh2_wipe(void *p, size_t len);

/* Overwrites what calls that have returned left on the stack. For after libraries that read secrets in and
 * do not clean up behind themselves. */
void ssh2_wipe_stack(void);

/* True when the len bytes at a and b are the same; the time depends on len alone. */
bool ssh2_secret_equal(const void *a, const void *b, size_t len);

#endif
