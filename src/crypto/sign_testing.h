/* For the tests of signatures. */
#ifndef SSH2_CRYPTO_SIGN_TESTING_H
#define SSH2_CRYPTO_SIGN_TESTING_H

#include "src/crypto/pem.h"
#include "src/crypto/sign.h"
#include "src/crypto/testing.h"
#include "src/crypto/testing_keys.h"

#define MESSAGE ssh2_text("what the session signs")

static inline struct ssh2_private_key *load(const char *pem)
{
    struct ssh2_private_key *key = NULL;

    assert_int_equal(ssh2_pem_load(&ssh2_memory_default, ssh2_text(pem), ssh2_bytes(NULL, 0),
                                   SSH2_RSA_MIN_BITS_DEFAULT, &key),
                     SSH2_CRYPTO_OK);
    return key;
}

#endif
