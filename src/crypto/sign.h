/* Signature keys made of plain numbers, verifying and signing. Blobs and names are not known
 * here. All numbers are big-endian magnitudes. */
#ifndef SSH2_CRYPTO_SIGN_H
#define SSH2_CRYPTO_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/hash.h"
#include "src/crypto/memory.h"
#include "src/crypto/status.h"
#include "src/wire/bytes.h"

enum ssh2_key_kind {
    SSH2_KEY_ED25519,
    SSH2_KEY_ECDSA_P256,
    SSH2_KEY_ECDSA_P384,
    SSH2_KEY_ECDSA_P521,
    SSH2_KEY_RSA,
    SSH2_KEY_DSA,
};

#define SSH2_ED25519_PUBLIC_BYTES 32u
#define SSH2_ED25519_SEED_BYTES 32u
#define SSH2_ED25519_SIGNATURE_BYTES 64u
#define SSH2_EC_POINT_MAX_BYTES 133u /* P-521: 0x04 and two coordinates of 66 bytes */

#define SSH2_RSA_MIN_BITS_DEFAULT 2048u /* less is refused unless the caller asks for it */
#define SSH2_RSA_MIN_BITS_FLOOR 1024u   /* less is refused whatever the caller asks for */
#define SSH2_RSA_MAX_BITS 16384u        /* ours, as OpenSSH: larger ones only burn time */
#define SSH2_RSA_EXPONENT_MAX_BITS 33u  /* ours: the largest in use is 2^32 + 1 */

#define SSH2_DSA_MIN_BITS 1024u   /* what ssh-keygen made */
#define SSH2_DSA_MAX_BITS 3072u   /* FIPS 186-4, section 4.2 */
#define SSH2_DSA_NUMBER_BYTES 20u /* RFC 4253, section 6.6: q, r and s have 160 bits */

/* --- public keys ---------------------------------------------------------------------------- */

struct ssh2_public_key;

/* Constructors copy what they are given. On success *out is the caller's to free; otherwise it is
 * NULL, and the status is SSH2_CRYPTO_BAD_VALUE when a part is out of its range. */

enum ssh2_crypto_status ssh2_public_key_ed25519(const struct ssh2_memory *memory,
                                                struct ssh2_bytes public_bytes,
                                                struct ssh2_public_key **out);

/* point is uncompressed (RFC 5656, section 3.1), has exactly the curve's length and lies on it. */
enum ssh2_crypto_status ssh2_public_key_ecdsa(const struct ssh2_memory *memory,
                                              enum ssh2_key_kind kind, struct ssh2_bytes point,
                                              struct ssh2_public_key **out);

/* n is odd and has min_bits (at least SSH2_RSA_MIN_BITS_FLOOR) to SSH2_RSA_MAX_BITS;
 * e is odd, at least 3 and has at most SSH2_RSA_EXPONENT_MAX_BITS. */
enum ssh2_crypto_status ssh2_public_key_rsa(const struct ssh2_memory *memory, struct ssh2_bytes n,
                                            struct ssh2_bytes e, unsigned min_bits,
                                            struct ssh2_public_key **out);

struct ssh2_dsa_numbers {
    struct ssh2_bytes p, q, g, y;
};

/* p is odd and has SSH2_DSA_MIN_BITS to SSH2_DSA_MAX_BITS; q is odd and has 160 bits; g and y are
 * above 1 and below p. */
enum ssh2_crypto_status ssh2_public_key_dsa(const struct ssh2_memory *memory,
                                            const struct ssh2_dsa_numbers *numbers,
                                            struct ssh2_public_key **out);

/* NULL is allowed. */
void ssh2_public_key_free(struct ssh2_public_key *key);

enum ssh2_key_kind ssh2_public_key_kind(const struct ssh2_public_key *key);

/* Ed25519's 32 bytes, or the uncompressed point; empty for RSA and DSA. A view into key. */
struct ssh2_bytes ssh2_public_key_point(const struct ssh2_public_key *key);

/* RSA's numbers without leading zeros; empty for the others. Views into key. */
struct ssh2_bytes ssh2_public_key_rsa_n(const struct ssh2_public_key *key);
struct ssh2_bytes ssh2_public_key_rsa_e(const struct ssh2_public_key *key);

/* DSA's without leading zeros; empty for the others. Views into key. */
struct ssh2_dsa_numbers ssh2_public_key_dsa_numbers(const struct ssh2_public_key *key);

/* Bytes in a coordinate and in r and s: 32, 48 or 66; 0 when kind is not an ECDSA one. */
size_t ssh2_ecdsa_number_len(enum ssh2_key_kind kind);

/* --- signatures ----------------------------------------------------------------------------- */

/* A signature as its one or two parts, borrowed. */
struct ssh2_signature_parts {
    struct ssh2_bytes first;  /* ECDSA, DSA: r. Ed25519: all 64 bytes. RSA: the number. */
    struct ssh2_bytes second; /* ECDSA, DSA: s. Otherwise empty. */
};

/* True when the signature of message is the key's. hash says what RSA (PKCS#1 v1.5, with SHA-1,
 * SHA-256 or SHA-512), ECDSA or DSA (with SHA-1) hashes the message with; Ed25519 takes no notice
 * of it.
 * An RSA number shorter than n counts as padded with zeros; a longer one is refused.
 * r and s may have leading zeros. False also when the library fails. */
bool ssh2_verify(const struct ssh2_public_key *key, enum ssh2_hash_kind hash,
                 struct ssh2_bytes message, struct ssh2_signature_parts signature);

/* --- private keys --------------------------------------------------------------------------- */

struct ssh2_private_key;

/* The public half of an Ed25519 seed. */
void ssh2_ed25519_public(const uint8_t seed[SSH2_ED25519_SEED_BYTES],
                         uint8_t out[SSH2_ED25519_PUBLIC_BYTES]);

/* Constructors as above; SSH2_CRYPTO_BAD_VALUE also when the halves do not belong together. */

enum ssh2_crypto_status ssh2_private_key_ed25519(const struct ssh2_memory *memory,
                                                 struct ssh2_bytes seed,
                                                 struct ssh2_bytes public_bytes,
                                                 struct ssh2_private_key **out);

enum ssh2_crypto_status ssh2_private_key_ecdsa(const struct ssh2_memory *memory,
                                               enum ssh2_key_kind kind, struct ssh2_bytes point,
                                               struct ssh2_bytes scalar,
                                               struct ssh2_private_key **out);

/* n = p * q; d and e undo each other; iqmp is the inverse of q modulo p. */
struct ssh2_rsa_parts {
    struct ssh2_bytes n, e, d, iqmp, p, q;
};

enum ssh2_crypto_status ssh2_private_key_rsa(const struct ssh2_memory *memory,
                                             const struct ssh2_rsa_parts *parts, unsigned min_bits,
                                             struct ssh2_private_key **out);

/* numbers as for ssh2_public_key_dsa(); x is 1 to q - 1, and y = g^x modulo p. */
enum ssh2_crypto_status ssh2_private_key_dsa(const struct ssh2_memory *memory,
                                             const struct ssh2_dsa_numbers *numbers,
                                             struct ssh2_bytes x, struct ssh2_private_key **out);

/* Wipes and frees; NULL is allowed. */
void ssh2_private_key_free(struct ssh2_private_key *key);

/* The public half, which belongs to key. */
const struct ssh2_public_key *ssh2_private_key_public(const struct ssh2_private_key *key);

#define SSH2_SIGNATURE_MAX_BYTES (SSH2_RSA_MAX_BITS / 8u)

/* A signature that was made here: its parts one after the other. */
struct ssh2_signature {
    uint8_t bytes[SSH2_SIGNATURE_MAX_BYTES];
    size_t first_len;
    size_t second_len;
};

/* Views into signature: an RSA number has n's length, r and s have ssh2_ecdsa_number_len() or, of DSA,
 * SSH2_DSA_NUMBER_BYTES. */
struct ssh2_signature_parts ssh2_signature_parts(const struct ssh2_signature *signature);

/* Signs message; hash as for ssh2_verify(). Before it is handed out the signature is verified, so
 * that a fault in the computation cannot give the key away. SSH2_CRYPTO_UNSUPPORTED for a hash
 * that does not go with the key, SSH2_CRYPTO_FAILED when anything else goes wrong: *out is then
 * all zero. */
enum ssh2_crypto_status ssh2_sign(const struct ssh2_private_key *key, enum ssh2_hash_kind hash,
                                  struct ssh2_bytes message, struct ssh2_signature *out);

#endif
