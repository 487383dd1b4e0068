/* Private to src/crypto: RSA private keys whose numbers agree. */
#ifndef SSH2_CRYPTO_SIGN_RSA_H
#define SSH2_CRYPTO_SIGN_RSA_H

#include <openssl/evp.h>

#include "src/crypto/sign.h"

/* OpenSSL's key of these numbers, n and e being in range already. NULL unless p * q = n,
 * d * e = 1 modulo p - 1 and modulo q - 1, and iqmp * q = 1 modulo p; or when there is no memory.
 * Whether p and q are prime is not tested: that costs more than the handshake, and a signature by
 * such a key would not pass the check that ssh2_sign() makes. */
EVP_PKEY *ssh2_rsa_private_new(const struct ssh2_rsa_parts *parts);

#endif
