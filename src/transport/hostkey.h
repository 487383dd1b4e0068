/* Public keys and signatures as SSH writes them, for host keys and user keys alike: RFC 4253,
 * section 6.6; RFC 5656, section 3.1; RFC 8332; RFC 8709. */
#ifndef SSH2_TRANSPORT_HOSTKEY_H
#define SSH2_TRANSPORT_HOSTKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/transport/algorithms.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

/* The key in a blob; an RSA key has at least SSH2_RSA_MIN_BITS_DEFAULT. On success *out is the
 * caller's to free, otherwise NULL. Fails with HOSTKEY_INIT for a blob that is malformed, of a
 * type not known here or with a number out of range, or with ALLOC. */
int ssh2_hostkey_parse(const struct ssh2_memory *memory, struct ssh2_error *error,
                       struct ssh2_bytes blob, struct ssh2_public_key **out);

/* The blob of a key. On success *blob is the caller's to free, otherwise NULL. Fails with ALLOC. */
int ssh2_hostkey_blob(const struct ssh2_memory *memory, struct ssh2_error *error,
                      const struct ssh2_public_key *key, uint8_t **blob, size_t *blob_len);

/* Whether signature is algorithm's signature of data by the key in key_blob. algorithm is of kind
 * SSH2_ALGORITHM_HOST_KEY. The name in the signature has to be algorithm's own, and key type and
 * curve have to be those it stands for (threats H5, H6).
 * 0, or HOSTKEY_INIT for the key, KEY_EXCHANGE_FAILURE for the signature, ALLOC. */
int ssh2_hostkey_verify(const struct ssh2_memory *memory, struct ssh2_error *error,
                        const struct ssh2_algorithm *algorithm, struct ssh2_bytes key_blob,
                        struct ssh2_bytes signature, struct ssh2_bytes data);

/* A signature blob: a name, the signature proper, and lengths around them. */
#define SSH2_SIGNATURE_BLOB_MAX_BYTES (SSH2_SIGNATURE_MAX_BYTES + 64u)

struct ssh2_signature_blob {
    uint8_t bytes[SSH2_SIGNATURE_BLOB_MAX_BYTES];
    size_t len;
};

/* Signs data. Fails with HOSTKEY_SIGN, also for an algorithm that does not go with the key; *out
 * is then empty. */
int ssh2_hostkey_sign(struct ssh2_error *error, const struct ssh2_private_key *key,
                      const struct ssh2_algorithm *algorithm, struct ssh2_bytes data,
                      struct ssh2_signature_blob *out);

/* Whether a key of this kind can make algorithm's signatures. */
bool ssh2_hostkey_suits(const struct ssh2_algorithm *algorithm, enum ssh2_key_kind kind);

/* LIBSSH2_HOSTKEY_TYPE_* of a blob by the type name in it; UNKNOWN when it holds none we know. */
int ssh2_hostkey_type(struct ssh2_bytes blob);

#endif
