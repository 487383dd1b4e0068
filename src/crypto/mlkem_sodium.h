/* Private to src/crypto: ML-KEM-768 (FIPS 203) by libsodium 1.0.22 or later, where there is one at run time.
 * A key is its seed: the key is made of it anew for each use. */
#ifndef SSH2_CRYPTO_MLKEM_SODIUM_H
#define SSH2_CRYPTO_MLKEM_SODIUM_H

#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/mlkem.h"

bool ssh2_sodium_has_mlkem768(void);

/* What follows is called only if the library has it, and is false when the library refuses. */

bool ssh2_sodium_mlkem768_public(const uint8_t seed[SSH2_MLKEM_SEED_BYTES],
                                 uint8_t public_out[SSH2_MLKEM_768_PUBLIC_BYTES]);

/* False for a public key that FIPS 203, section 7.2 refuses. */
bool ssh2_sodium_mlkem768_encapsulate(const uint8_t public_key[SSH2_MLKEM_768_PUBLIC_BYTES],
                                      uint8_t ciphertext[SSH2_MLKEM_768_CIPHERTEXT_BYTES],
                                      uint8_t secret[SSH2_MLKEM_SECRET_BYTES]);

bool ssh2_sodium_mlkem768_decapsulate(const uint8_t seed[SSH2_MLKEM_SEED_BYTES],
                                      const uint8_t ciphertext[SSH2_MLKEM_768_CIPHERTEXT_BYTES],
                                      uint8_t secret[SSH2_MLKEM_SECRET_BYTES]);

#endif
