/* Private to src/crypto: OpenSSL's objects for our kinds of hash. */
#ifndef SSH2_CRYPTO_EVP_HASH_H
#define SSH2_CRYPTO_EVP_HASH_H

#include <openssl/evp.h>

#include "src/crypto/hash.h"

/* NULL for a number that is no kind. Nobody's to free. */
const EVP_MD *ssh2_evp_hash(enum ssh2_hash_kind kind);

#endif
