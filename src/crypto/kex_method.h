/* Private to src/crypto: what a method of key agreement has to provide. */
#ifndef SSH2_CRYPTO_KEX_METHOD_H
#define SSH2_CRYPTO_KEX_METHOD_H

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>

#include "src/crypto/kex.h"
#include "src/crypto/mlkem.h"

#define SSH2_X25519_BYTES 32u /* RFC 7748, section 5: scalars and coordinates */

/* Each function puts its errors into OpenSSL's queue freely: kex.c clears them away. */
struct ssh2_kex_method {
    /* Makes key's private state, public_bytes and public_len. What it leaves on failure,
     * release() frees. */
    enum ssh2_crypto_status (*generate)(struct ssh2_kex_key *key);
    /* Fills *out, which is all zero, or leaves it for kex.c to wipe. */
    enum ssh2_crypto_status (*agree)(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                     struct ssh2_kex_secret *out);
    /* Frees the private state; kex.c wipes the struct afterwards. NULL: nothing to free. */
    void (*release)(struct ssh2_kex_key *key);
};

struct ssh2_kex_key {
    const struct ssh2_memory *memory;
    const struct ssh2_kex_method *method;
    enum ssh2_kex_kind kind; /* for DH: p says all */
    enum ssh2_kex_side side;
    union {
        uint8_t x25519_scalar[SSH2_X25519_BYTES];
        EVP_PKEY *ec;
        struct {
            BIGNUM *p, *g, *x;
        } dh;
        struct {
            struct ssh2_mlkem_key kem; /* the initiator's */
            struct ssh2_kex_key *curve;
        } hybrid;
    } state;
    size_t public_len;
    uint8_t public_bytes[SSH2_KEX_PUBLIC_MAX_BYTES];
};

extern const struct ssh2_kex_method ssh2_kex_x25519;
extern const struct ssh2_kex_method ssh2_kex_ecdh;
extern const struct ssh2_kex_method ssh2_kex_dh;
extern const struct ssh2_kex_method ssh2_kex_hybrid;

/* Whether the library has the KEM that a hybrid is made with. */
bool ssh2_kex_hybrid_is_available(enum ssh2_kex_kind kind);

/* Puts a built-in group into key; SSH2_CRYPTO_UNSUPPORTED for a kind that is none. */
enum ssh2_crypto_status ssh2_kex_dh_set_builtin(struct ssh2_kex_key *key);

/* Puts a group of the peer's into key, once it is in range. */
enum ssh2_crypto_status ssh2_kex_dh_set_group(struct ssh2_kex_key *key, struct ssh2_bytes p,
                                              struct ssh2_bytes g, unsigned min_bits);

#endif
