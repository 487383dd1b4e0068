/* AES-GCM (NIST SP 800-38D) as packets need it: keyed once, a nonce for each packet. */
#ifndef SSH2_CRYPTO_GCM_H
#define SSH2_CRYPTO_GCM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/cipher.h"
#include "src/crypto/memory.h"
#include "src/wire/bytes.h"

#define SSH2_GCM_NONCE_BYTES 12u
#define SSH2_GCM_TAG_BYTES 16u

struct ssh2_gcm;

/* Keyed for one direction with a key of 16 or 32 bytes, which is copied. NULL when there is no
 * memory, the library fails, or the key has another length. The caller frees. */
struct ssh2_gcm *ssh2_gcm_new(const struct ssh2_memory *memory,
                              enum ssh2_cipher_direction direction, struct ssh2_bytes key);

/* Encrypts the spans, one after the other, to out, and writes the tag of SSH2_GCM_TAG_BYTES
 * behind them. aad is authenticated and not written. A nonce must never serve twice under one
 * key: the caller counts. No span overlaps out, save one that lies exactly where its own result
 * goes. False when the library fails: out is then wiped and must not be sent. */
bool ssh2_gcm_seal(struct ssh2_gcm *gcm, const uint8_t nonce[SSH2_GCM_NONCE_BYTES],
                   struct ssh2_bytes aad, const struct ssh2_bytes *spans, size_t span_count,
                   uint8_t *out);

/* Decrypts sealed, which ends in its tag, to out, which is sealed.data itself or does not overlap
 * it; out receives sealed.len - SSH2_GCM_TAG_BYTES bytes. False when the tag is wrong, sealed is
 * shorter than a tag, or the library fails: out is then wiped. */
bool ssh2_gcm_open(struct ssh2_gcm *gcm, const uint8_t nonce[SSH2_GCM_NONCE_BYTES],
                   struct ssh2_bytes aad, struct ssh2_bytes sealed, uint8_t *out);

/* Wipes and frees; NULL is allowed. */
void ssh2_gcm_free(struct ssh2_gcm *gcm);

#endif
