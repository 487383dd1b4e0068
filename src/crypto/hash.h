/* Hash functions, piece by piece or at once. */
#ifndef SSH2_CRYPTO_HASH_H
#define SSH2_CRYPTO_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/wire/bytes.h"

enum ssh2_hash_kind {
    SSH2_HASH_MD5, /* fingerprints and old MACs only; a library in FIPS mode refuses it */
    SSH2_HASH_SHA1,
    SSH2_HASH_SHA256,
    SSH2_HASH_SHA384,
    SSH2_HASH_SHA512,
    SSH2_HASH_RIPEMD160, /* an old MAC only */
};

#define SSH2_HASH_MAX_BYTES 64u /* SHA-512 */

/* Whether the crypto library that this program runs with has it. */
bool ssh2_hash_is_available(enum ssh2_hash_kind kind);

/* Length of a hash value in bytes; 0 for a number that is no kind. */
size_t ssh2_hash_len(enum ssh2_hash_kind kind);

/* A hash being computed. All zero is valid: nothing to free. Not to be copied by assignment. */
struct ssh2_hash {
    void *context; /* EVP_MD_CTX */
};

/* Begins a hash; an earlier one in the same struct is dropped and its memory reused.
 * False when there is no memory or the library lacks the kind. */
bool ssh2_hash_init(struct ssh2_hash *hash, enum ssh2_hash_kind kind);

/* Hashes more bytes. False when the library fails or init did not succeed. */
bool ssh2_hash_update(struct ssh2_hash *hash, struct ssh2_bytes input);

/* Writes ssh2_hash_len() bytes to out; then only init or free may follow. */
bool ssh2_hash_final(struct ssh2_hash *hash, uint8_t *out);

/* Frees what init made and leaves the struct all zero. Allowed on an all-zero struct. */
void ssh2_hash_free(struct ssh2_hash *hash);

/* The hash of one input; out takes ssh2_hash_len(kind) bytes. False when the library fails. */
bool ssh2_hash_once(enum ssh2_hash_kind kind, struct ssh2_bytes input, uint8_t *out);

#endif
