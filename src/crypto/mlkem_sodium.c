#include "src/crypto/mlkem_sodium.h"

#include <stddef.h>

#include "src/crypto/secret.h"

#define SECRET_KEY_BYTES 2400u /* FIPS 203, table 3: the decapsulation key */

/* As libsodium's documentation has them. Weak: an older libsodium does without them, both to build with
 * and to run with, and then they are NULL. */
extern int crypto_kem_mlkem768_seed_keypair(unsigned char *pk, unsigned char *sk,
                                            const unsigned char *seed) __attribute__((weak));
extern int crypto_kem_mlkem768_enc(unsigned char *ct, unsigned char *ss, const unsigned char *pk)
    __attribute__((weak));
extern int crypto_kem_mlkem768_dec(unsigned char *ss, const unsigned char *ct, const unsigned char *sk)
    __attribute__((weak));

bool ssh2_sodium_has_mlkem768(void)
{
    return crypto_kem_mlkem768_seed_keypair != NULL && crypto_kem_mlkem768_enc != NULL &&
           crypto_kem_mlkem768_dec != NULL;
}

bool ssh2_sodium_mlkem768_public(const uint8_t seed[SSH2_MLKEM_SEED_BYTES],
                                 uint8_t public_out[SSH2_MLKEM_768_PUBLIC_BYTES])
{
    uint8_t secret_key[SECRET_KEY_BYTES];
    bool ok = crypto_kem_mlkem768_seed_keypair(public_out, secret_key, seed) == 0;

    ssh2_wipe(secret_key, sizeof(secret_key));
    return ok;
}

bool ssh2_sodium_mlkem768_encapsulate(const uint8_t public_key[SSH2_MLKEM_768_PUBLIC_BYTES],
                                      uint8_t ciphertext[SSH2_MLKEM_768_CIPHERTEXT_BYTES],
                                      uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    return crypto_kem_mlkem768_enc(ciphertext, secret, public_key) == 0;
}

bool ssh2_sodium_mlkem768_decapsulate(const uint8_t seed[SSH2_MLKEM_SEED_BYTES],
                                      const uint8_t ciphertext[SSH2_MLKEM_768_CIPHERTEXT_BYTES],
                                      uint8_t secret[SSH2_MLKEM_SECRET_BYTES])
{
    uint8_t public_key[SSH2_MLKEM_768_PUBLIC_BYTES], secret_key[SECRET_KEY_BYTES];
    bool ok = crypto_kem_mlkem768_seed_keypair(public_key, secret_key, seed) == 0 &&
              crypto_kem_mlkem768_dec(secret, ciphertext, secret_key) == 0;

    ssh2_wipe(secret_key, sizeof(secret_key));
    return ok;
}
