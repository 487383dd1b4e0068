/* Key agreement: each side makes a key, sends its public value, and from the peer's public value
 * and its own key gets the shared secret. With Diffie-Hellman both sides do the same; with a KEM
 * the responder's public value is an answer to the initiator's. */
#ifndef SSH2_CRYPTO_KEX_H
#define SSH2_CRYPTO_KEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/crypto/status.h"
#include "src/wire/bytes.h"

enum ssh2_kex_kind {
    SSH2_KEX_X25519,     /* RFC 7748; public value and secret are 32 bytes */
    SSH2_KEX_ECDH_P256,  /* public values are uncompressed points, 65 bytes */
    SSH2_KEX_ECDH_P384,  /* 97 bytes */
    SSH2_KEX_ECDH_P521,  /* 133 bytes */
    SSH2_KEX_DH_GROUP1,  /* RFC 2409, section 6.2: 1024 bits */
    SSH2_KEX_DH_GROUP14, /* RFC 3526: 2048 bits */
    SSH2_KEX_DH_GROUP15, /* 3072 */
    SSH2_KEX_DH_GROUP16, /* 4096 */
    SSH2_KEX_DH_GROUP17, /* 6144 */
    SSH2_KEX_DH_GROUP18, /* 8192 */
    /* RFC 10042, section 2: public values of ML-KEM (FIPS 203) and of a curve, one behind the
     * other; the secret is the hash of both secrets. */
    SSH2_KEX_MLKEM768_X25519, /* SHA-256; 1216 and 1120 bytes */
    SSH2_KEX_MLKEM768_P256,   /* SHA-256; 1249 and 1153 bytes */
    SSH2_KEX_MLKEM1024_P384,  /* SHA-384; 1665 bytes each */
};

enum ssh2_kex_side {
    SSH2_KEX_INITIATOR, /* sends its public value first */
    SSH2_KEX_RESPONDER  /* agrees first, and then sends its own */
};

#define SSH2_KEX_DH_MIN_BITS 1024u /* ours: group 1 is the smallest that anyone still speaks */
#define SSH2_KEX_DH_MAX_BITS 8192u /* RFC 4419, section 3: no group need be larger */
#define SSH2_KEX_VALUE_MAX_BYTES (SSH2_KEX_DH_MAX_BITS / 8u)
#define SSH2_KEX_PUBLIC_MAX_BYTES 1665u /* ML-KEM-1024 with P-384 */

/* A shared secret, big-endian. ECDH and DH: a number padded with zeros to the length of the field.
 * X25519: the 32 bytes as they are, which RFC 8731, section 3.1 reads as a big-endian number.
 * The hybrids: a hash value, which is no number at all.
 * The caller wipes it. */
struct ssh2_kex_secret {
    uint8_t bytes[SSH2_KEX_VALUE_MAX_BYTES];
    size_t len;
};

struct ssh2_kex_key;

/* Whether the libraries that this program runs with can do it: ML-KEM came with OpenSSL 3.5. */
bool ssh2_kex_is_available(enum ssh2_kex_kind kind);

/* A fresh key. On success *out is the caller's to free; otherwise it is NULL.
 * SSH2_CRYPTO_UNSUPPORTED for a number that is no kind, and for what is not available. */
enum ssh2_crypto_status ssh2_kex_generate(const struct ssh2_memory *memory, enum ssh2_kex_kind kind,
                                          enum ssh2_kex_side side, struct ssh2_kex_key **out);

/* A fresh key in a group that the peer chose (RFC 4419), p and g as big-endian magnitudes.
 * SSH2_CRYPTO_BAD_VALUE unless p is odd, has min_bits to SSH2_KEX_DH_MAX_BITS, and 1 < g < p - 1.
 * Whether p is prime is not tested. */
enum ssh2_crypto_status ssh2_kex_generate_dh(const struct ssh2_memory *memory, struct ssh2_bytes p,
                                             struct ssh2_bytes g, unsigned min_bits,
                                             struct ssh2_kex_key **out);

/* What goes to the peer: a view into key, padded to full length. For DH it is a magnitude. A
 * responder has it after it agreed. */
struct ssh2_bytes ssh2_kex_public(const struct ssh2_kex_key *key);

/* The shared secret, to the caller. SSH2_CRYPTO_BAD_VALUE for a public value of the peer's that
 * must be refused: X25519 of another length or with an all-zero result (RFC 8731, section 3),
 * a point that is compressed, of another length or not on the curve (RFC 5656, section 4),
 * a DH value outside 1 < value < p - 1 (RFC 4253, section 8, and a little more: p - 1 has order 2),
 * a hybrid's value of another length or with either half refused (RFC 10042, section 2.1).
 * On failure *out is all zero. */
enum ssh2_crypto_status ssh2_kex_agree(struct ssh2_kex_key *key, struct ssh2_bytes peer_public,
                                       struct ssh2_kex_secret *out);

/* Wipes and frees; NULL is allowed. */
void ssh2_kex_free(struct ssh2_kex_key *key);

/* The prime of a built-in DH group, whose generator is 2: writes it to out, which holds
 * SSH2_KEX_VALUE_MAX_BYTES, and returns its length in bytes; 0 for any other kind or when the
 * library fails. */
size_t ssh2_kex_dh_prime(enum ssh2_kex_kind kind, uint8_t *out);

/* Bits of a private exponent for a prime of prime_bits: at least 256, and at least twice the
 * strength of the group. */
unsigned ssh2_kex_dh_exponent_bits(unsigned prime_bits);

#endif
