/* Private to src/crypto: one OpenSSL cipher over spans that follow each other. */
#ifndef SSH2_CRYPTO_EVP_SPANS_H
#define SSH2_CRYPTO_EVP_SPANS_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"

/* The sum of the lengths, which fits: the spans lie in memory together. */
size_t ssh2_spans_len(const struct ssh2_bytes *spans, size_t span_count);

/* Runs the spans through context to out. *written counts what came out: less than went in only
 * while a block cipher waits for the rest of a block. False when OpenSSL fails. */
bool ssh2_evp_spans(EVP_CIPHER_CTX *context, const struct ssh2_bytes *spans, size_t span_count,
                    uint8_t *out, size_t *written);

#endif
