/* What a password-encrypted PEM block would cost to open, before any of it is done (threat G8). */
#ifndef SSH2_CRYPTO_PEM_COST_H
#define SSH2_CRYPTO_PEM_COST_H

#include <stdbool.h>

#include "src/wire/bytes.h"

#define SSH2_PEM_ITERATIONS_MAX_COUNT 0x100000u /* ours: about a second; openssl writes 2048 */
#define SSH2_PEM_SCRYPT_WORK_MAX 0x100000u      /* ours, N * r * p: about a second; openssl: 2^17 */

/* Whether every "ENCRYPTED PRIVATE KEY" (RFC 5958, section 3) in pem stays below the bounds. What
 * cannot be parsed is no matter here: whoever loads it will say so. */
bool ssh2_pem_cost_is_bearable(struct ssh2_bytes pem);

#endif
