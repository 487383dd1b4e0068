/* Private to src/crypto: what keys are made of. */
#ifndef SSH2_CRYPTO_SIGN_KEY_H
#define SSH2_CRYPTO_SIGN_KEY_H

#include <openssl/evp.h>

#include "src/crypto/evp_curve.h"
#include "src/crypto/sign.h"

#define SSH2_RSA_EXPONENT_MAX_BYTES ((SSH2_RSA_EXPONENT_MAX_BITS + 7u) / 8u)
#define SSH2_ED25519_SECRET_BYTES (SSH2_ED25519_SEED_BYTES + SSH2_ED25519_PUBLIC_BYTES)

struct ssh2_public_key {
    const struct ssh2_memory *memory;
    enum ssh2_key_kind kind;
    EVP_PKEY *evp; /* NULL for Ed25519 */
    uint8_t point[SSH2_EC_POINT_MAX_BYTES];
    size_t point_len;
    uint8_t *n; /* RSA; for DSA the memory of all its numbers */
    size_t n_len;
    uint8_t e[SSH2_RSA_EXPONENT_MAX_BYTES];
    size_t e_len;
    struct ssh2_dsa_numbers dsa;
};

struct ssh2_private_key {
    const struct ssh2_memory *memory;
    struct ssh2_public_key *public_half;
    EVP_PKEY *evp;                              /* NULL for Ed25519 */
    uint8_t ed25519[SSH2_ED25519_SECRET_BYTES]; /* libsodium's form: seed, then public half */
};

/* NULL when kind is not an ECDSA one. */
const struct ssh2_curve *ssh2_key_curve(enum ssh2_key_kind kind);

/* magnitude without its leading zeros; empty when it is zero. */
struct ssh2_bytes ssh2_strip_zeros(struct ssh2_bytes magnitude);

/* Of a magnitude without leading zeros. */
size_t ssh2_bit_len(struct ssh2_bytes stripped);

/* An empty key of this kind; NULL without memory. */
struct ssh2_public_key *ssh2_public_key_new(const struct ssh2_memory *memory,
                                            enum ssh2_key_kind kind);

/* Bytes in r and in s of a kind that signs with two numbers; 0 of the others. */
size_t ssh2_signature_number_len(enum ssh2_key_kind kind);

/* Whether a key of this kind may be used with this hash. */
bool ssh2_hash_goes_with(enum ssh2_key_kind kind, enum ssh2_hash_kind hash);

#endif
