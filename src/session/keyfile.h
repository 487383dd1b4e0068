/* Keys as programs keep them in files: from text in memory. Reading the files is the caller's. */
#ifndef SSH2_SESSION_KEYFILE_H
#define SSH2_SESSION_KEYFILE_H

#include "src/crypto/memory.h"
#include "src/crypto/sign.h"
#include "src/transport/error.h"
#include "src/wire/bytes.h"

#define SSH2_KEYFILE_MAX_BYTES 0x100000u /* ours, as libssh2: an RSA-16384 key takes 13000 */

/* The private key in text: OpenSSH's own format, or PEM as src/crypto/pem.h reads it. passphrase
 * NULL is the empty one, which is the same as none. On success *out is the caller's to free,
 * otherwise NULL.
 * FILE with a sentence that says what is wrong with the text, KEYFILE_AUTH_FAILED when the key is
 * encrypted and the passphrase missing or wrong, ALLOC. Callers that promise libssh2's codes make
 * FILE of KEYFILE_AUTH_FAILED. */
int ssh2_keyfile_private(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes text, const char *passphrase,
                         struct ssh2_private_key **out);

/* What OpenSSH keeps of a FIDO key: the key proper is in the authenticator. All parts are in one
 * piece of memory. OpenSSH's PROTOCOL.u2f. */
struct ssh2_security_key {
    int type;                     /* LIBSSH2_HOSTKEY_TYPE_ED25519 or .._ECDSA_256 */
    uint8_t flags;                /* LIBSSH2_SK_* */
    char *application;            /* what the key was made for; NUL behind it. The memory itself */
    struct ssh2_bytes key_handle; /* by which the authenticator finds the key */
    struct ssh2_bytes public_key; /* its blob */
};

/* The FIDO key in text, as ssh2_keyfile_private(). *out is the caller's to free; all zero after a
 * failure. */
int ssh2_keyfile_security_key(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes text, const char *passphrase,
                              struct ssh2_security_key *out);
void ssh2_security_key_free(const struct ssh2_memory *memory, struct ssh2_security_key *key);

/* The public key or certificate in the first line of text, "type base64 comment". On success *blob
 * is the caller's to free and *type its type's name, inside of it; otherwise both are empty.
 * FILE with a sentence, ALLOC. */
int ssh2_keyfile_public(const struct ssh2_memory *memory, struct ssh2_error *error,
                        struct ssh2_bytes text, struct ssh2_bytes *blob, struct ssh2_bytes *type);

#endif
