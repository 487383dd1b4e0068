/* Private keys in PEM text: PKCS#1 and SEC 1, PKCS#8 plain and encrypted (RFC 5958), and the
 * older "Proc-Type: 4,ENCRYPTED" form (RFC 1421). OpenSSH's own format is not PEM's and is not
 * read here. */
#ifndef SSH2_CRYPTO_PEM_H
#define SSH2_CRYPTO_PEM_H

#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/crypto/status.h"
#include "src/wire/bytes.h"

#define SSH2_PEM_MAX_BYTES 65536u           /* ours: an RSA-16384 key takes about 13000 */
#define SSH2_PEM_PASSPHRASE_MAX_BYTES 1023u /* ours; OpenSSL hands us a buffer of 1024 */

/* Reads the first private key in pem, which stays in memory and is never written to. passphrase
 * is used when the key is encrypted; data == NULL means that there is none. Nobody is ever asked
 * for one. An RSA key has at least rsa_min_bits, as in ssh2_public_key_rsa().
 * On success *out is the caller's to free; otherwise it is NULL and the status is
 *   SSH2_CRYPTO_UNSUPPORTED       no private key here, of a kind that ssh2_sign() cannot use, or one
 *                                 whose passphrase costs more work than pem_cost.h allows;
 *   SSH2_CRYPTO_WRONG_PASSPHRASE  encrypted, and the passphrase is missing, too long or wrong;
 *   SSH2_CRYPTO_BAD_VALUE         a key whose numbers are out of range or do not agree;
 *   SSH2_CRYPTO_NO_MEMORY, SSH2_CRYPTO_FAILED. */
enum ssh2_crypto_status ssh2_pem_load(const struct ssh2_memory *memory, struct ssh2_bytes pem,
                                      struct ssh2_bytes passphrase, unsigned rsa_min_bits,
                                      struct ssh2_private_key **out);

#endif
