/* Private to src/crypto: OpenSSL keys out of parameters. */
#ifndef SSH2_CRYPTO_EVP_PARAMS_H
#define SSH2_CRYPTO_EVP_PARAMS_H

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdbool.h>

#include "src/wire/bytes.h"

/* The number that magnitude (big-endian) says, marked secret: OpenSSL then wipes the copies that
 * it makes of it, and computes in constant time where it can. NULL when there is no memory or
 * magnitude is too long to be a number here. The caller frees with BN_clear_free(). */
BIGNUM *ssh2_evp_secret_number(struct ssh2_bytes magnitude);

/* A key of this type ("EC", "RSA", "DSA") from what was pushed into builder, which stays the caller's.
 * selection is EVP_PKEY_PUBLIC_KEY or EVP_PKEY_KEYPAIR. NULL when OpenSSL refuses. */
EVP_PKEY *ssh2_evp_key_from(const char *type, OSSL_PARAM_BLD *builder, int selection);

/* The private half of an EC or DSA key is in range and gives the public one. */
bool ssh2_evp_halves_agree(EVP_PKEY *key);

#endif
