/* How the private half in an OpenSSH key file is encrypted. OpenSSH's PROTOCOL.key, 2 and 3. */
#ifndef SSH2_SESSION_KEYFILE_CIPHER_H
#define SSH2_SESSION_KEYFILE_CIPHER_H

#include "src/packet/file/openssh_private_key.h"
#include "src/session/keyfile.h"

/* Decrypts file's private list to out, which has its length; "none" copies.
 * Fails as ssh2_keyfile_private() does. */
int ssh2_keyfile_decrypt(const struct ssh2_memory *memory, struct ssh2_error *error,
                         const struct ssh2_openssh_private_key *file, struct ssh2_bytes passphrase,
                         uint8_t *out);

#endif
