/* bcrypt_pbkdf, the key derivation that protects private keys in OpenSSH's format. */
#ifndef SSH2_CRYPTO_BCRYPT_PBKDF_H
#define SSH2_CRYPTO_BCRYPT_PBKDF_H

#include <stddef.h>
#include <stdint.h>

#include "src/crypto/status.h"
#include "src/wire/bytes.h"

#define SSH2_BCRYPT_PASSPHRASE_MAX_BYTES 1024u /* ours: more than anybody types */
#define SSH2_BCRYPT_SALT_MAX_BYTES 1024u       /* ours; ssh-keygen writes 16 */
#define SSH2_BCRYPT_OUT_MAX_BYTES 1024u        /* of the construction: 32 blocks of 32 bytes */
#define SSH2_BCRYPT_ROUNDS_MAX_COUNT 4096u     /* ours: ssh-keygen writes 16 or 24 */

/* Derives out_len bytes from passphrase and salt. rounds is the cost: each round takes two
 * bcrypt hashes (some milliseconds) for each 32 bytes of out.
 * SSH2_CRYPTO_BAD_VALUE when passphrase, salt, rounds or out_len is 0 or exceeds its bound.
 * On failure out is all zero. */
enum ssh2_crypto_status ssh2_bcrypt_pbkdf(struct ssh2_bytes passphrase, struct ssh2_bytes salt,
                                          uint32_t rounds, uint8_t *out, size_t out_len);

#endif
