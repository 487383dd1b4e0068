/* Private to src/crypto: ML-KEM (FIPS 203) by OpenSSL 3.5 or later, else ML-KEM-768 by libsodium 1.0.22 or
 * later. What was built with older headers finds either at run time. */
#ifndef SSH2_CRYPTO_MLKEM_H
#define SSH2_CRYPTO_MLKEM_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/status.h"
#include "src/wire/bytes.h"

#define SSH2_MLKEM_SECRET_BYTES 32u
#define SSH2_MLKEM_SEED_BYTES 64u /* d and z of FIPS 203, section 7.1 */
#define SSH2_MLKEM_768_PUBLIC_BYTES 1184u /* FIPS 203, table 3 */
#define SSH2_MLKEM_768_CIPHERTEXT_BYTES 1088u

struct ssh2_mlkem {
    const char *name;                  /* OpenSSL's */
    size_t public_len, ciphertext_len; /* bytes */
};

extern const struct ssh2_mlkem ssh2_mlkem_768, ssh2_mlkem_1024;

/* A decapsulation key. All zero: none. */
struct ssh2_mlkem_key {
    EVP_PKEY *evp;                       /* NULL: libsodium makes the key of the seed */
    uint8_t seed[SSH2_MLKEM_SEED_BYTES]; /* zero for OpenSSL's */
};

bool ssh2_mlkem_is_available(const struct ssh2_mlkem *kem);

/* A fresh key; its encapsulation key, public_len bytes, to public_out. SSH2_CRYPTO_FAILED, with *key all
 * zero, when the library fails. The caller ends it with ssh2_mlkem_release(). */
enum ssh2_crypto_status ssh2_mlkem_generate(const struct ssh2_mlkem *kem, struct ssh2_mlkem_key *key,
                                            uint8_t *public_out);

/* A fresh secret for whoever has the key to public: ciphertext_len bytes for the peer to
 * ciphertext. SSH2_CRYPTO_BAD_VALUE for a public key that FIPS 203, section 7.2 refuses. The caller
 * wipes. */
enum ssh2_crypto_status ssh2_mlkem_encapsulate(const struct ssh2_mlkem *kem,
                                               struct ssh2_bytes public_key, uint8_t *ciphertext,
                                               uint8_t secret[SSH2_MLKEM_SECRET_BYTES]);

/* The secret in a ciphertext. One that was changed gives another secret and no failure (FIPS 203,
 * section 6.3); SSH2_CRYPTO_BAD_VALUE for one of another length. The caller wipes. */
enum ssh2_crypto_status ssh2_mlkem_decapsulate(const struct ssh2_mlkem *kem,
                                               const struct ssh2_mlkem_key *key,
                                               struct ssh2_bytes ciphertext,
                                               uint8_t secret[SSH2_MLKEM_SECRET_BYTES]);

/* Frees and wipes. */
void ssh2_mlkem_release(struct ssh2_mlkem_key *key);

#endif
