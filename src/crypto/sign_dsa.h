/* Private to src/crypto: DSA private keys whose halves agree. */
#ifndef SSH2_CRYPTO_SIGN_DSA_H
#define SSH2_CRYPTO_SIGN_DSA_H

#include <openssl/evp.h>

#include "src/crypto/sign.h"

/* OpenSSL's key of the public half and x. NULL unless 0 < x < q and y = g^x modulo p; or when there is
 * no memory. */
EVP_PKEY *ssh2_dsa_private_new(const struct ssh2_public_key *public_half, struct ssh2_bytes x);

#endif
