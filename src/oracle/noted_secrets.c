/* The linker leads the functions that make secrets through this file (--wrap), which notes for
 * secrets_test.c what they made. */
#include "src/crypto/sign.h"
#include "src/crypto/testing.h"
#include "src/oracle/remains.h"
#include "src/transport/key_derivation.h"

#define NUMBER_END_BYTES 64

int __real_ssh2_derive_key(struct ssh2_error *error, const struct ssh2_kex_result *result,
                           struct ssh2_bytes session_id, enum ssh2_key_letter letter, uint8_t *out,
                           size_t len);
int __wrap_ssh2_derive_key(struct ssh2_error *error, const struct ssh2_kex_result *result,
                           struct ssh2_bytes session_id, enum ssh2_key_letter letter, uint8_t *out,
                           size_t len);

int __wrap_ssh2_derive_key(struct ssh2_error *error, const struct ssh2_kex_result *result,
                           struct ssh2_bytes session_id, enum ssh2_key_letter letter, uint8_t *out,
                           size_t len)
{
    int rc = __real_ssh2_derive_key(error, result, session_id, letter, out, len);

    ssh2_remains_look_for("a key of the session", out, len);
    ssh2_remains_look_for("the shared secret", result->shared_secret.data + 5,
                          result->shared_secret.len - 5);
    return rc;
}

enum ssh2_crypto_status __real_ssh2_private_key_ed25519(const struct ssh2_memory *memory,
                                                        struct ssh2_bytes seed,
                                                        struct ssh2_bytes public_bytes,
                                                        struct ssh2_private_key **out);
enum ssh2_crypto_status __wrap_ssh2_private_key_ed25519(const struct ssh2_memory *memory,
                                                        struct ssh2_bytes seed,
                                                        struct ssh2_bytes public_bytes,
                                                        struct ssh2_private_key **out);

enum ssh2_crypto_status __wrap_ssh2_private_key_ed25519(const struct ssh2_memory *memory,
                                                        struct ssh2_bytes seed,
                                                        struct ssh2_bytes public_bytes,
                                                        struct ssh2_private_key **out)
{
    ssh2_remains_look_for("the seed of an Ed25519 key", seed.data, seed.len);
    return __real_ssh2_private_key_ed25519(memory, seed, public_bytes, out);
}

enum ssh2_crypto_status __real_ssh2_private_key_ecdsa(const struct ssh2_memory *memory,
                                                      enum ssh2_key_kind kind,
                                                      struct ssh2_bytes point,
                                                      struct ssh2_bytes scalar,
                                                      struct ssh2_private_key **out);
enum ssh2_crypto_status __wrap_ssh2_private_key_ecdsa(const struct ssh2_memory *memory,
                                                      enum ssh2_key_kind kind,
                                                      struct ssh2_bytes point,
                                                      struct ssh2_bytes scalar,
                                                      struct ssh2_private_key **out);

enum ssh2_crypto_status __wrap_ssh2_private_key_ecdsa(const struct ssh2_memory *memory,
                                                      enum ssh2_key_kind kind,
                                                      struct ssh2_bytes point,
                                                      struct ssh2_bytes scalar,
                                                      struct ssh2_private_key **out)
{
    ssh2_remains_look_for("the scalar of an ECDSA key", scalar.data, scalar.len);
    return __real_ssh2_private_key_ecdsa(memory, kind, point, scalar, out);
}

/* There may be zeros in front of numbers. */
static const uint8_t *low_end(struct ssh2_bytes number)
{
    assert_true(number.len >= NUMBER_END_BYTES);
    return number.data + number.len - NUMBER_END_BYTES;
}

enum ssh2_crypto_status __real_ssh2_private_key_rsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_rsa_parts *parts,
                                                    unsigned min_bits,
                                                    struct ssh2_private_key **out);
enum ssh2_crypto_status __wrap_ssh2_private_key_rsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_rsa_parts *parts,
                                                    unsigned min_bits,
                                                    struct ssh2_private_key **out);

enum ssh2_crypto_status __wrap_ssh2_private_key_rsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_rsa_parts *parts,
                                                    unsigned min_bits,
                                                    struct ssh2_private_key **out)
{
    ssh2_remains_look_for("the exponent of an RSA key", low_end(parts->d), NUMBER_END_BYTES);
    ssh2_remains_look_for("a factor of an RSA key", low_end(parts->p), NUMBER_END_BYTES);
    ssh2_remains_look_for("the other factor of an RSA key", low_end(parts->q), NUMBER_END_BYTES);
    return __real_ssh2_private_key_rsa(memory, parts, min_bits, out);
}

enum ssh2_crypto_status __real_ssh2_private_key_dsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_dsa_numbers *numbers,
                                                    struct ssh2_bytes x,
                                                    struct ssh2_private_key **out);
enum ssh2_crypto_status __wrap_ssh2_private_key_dsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_dsa_numbers *numbers,
                                                    struct ssh2_bytes x,
                                                    struct ssh2_private_key **out);

enum ssh2_crypto_status __wrap_ssh2_private_key_dsa(const struct ssh2_memory *memory,
                                                    const struct ssh2_dsa_numbers *numbers,
                                                    struct ssh2_bytes x,
                                                    struct ssh2_private_key **out)
{
    ssh2_remains_look_for("the private number of a DSA key", x.data, x.len);
    return __real_ssh2_private_key_dsa(memory, numbers, x, out);
}
