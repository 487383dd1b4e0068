/* The private list of an OpenSSH key file, decrypted. OpenSSH's PROTOCOL.key, 3. */
#ifndef SSH2_SESSION_KEYFILE_PRIVATE_H
#define SSH2_SESSION_KEYFILE_PRIVATE_H

#include <stdbool.h>

#include "src/session/keyfile.h"
#include "src/wire/reader.h"

/* Takes the key at r, field by field, and leaves r behind it. public_blob is what the file says of
 * the public half: it has to be that of the key (threat G12). Puts what it is about into *out, which
 * the caller frees, after a failure too. 0, FILE or ALLOC. */
typedef int ssh2_keyfile_taker(const struct ssh2_memory *memory, struct ssh2_error *error,
                               struct ssh2_reader *r, struct ssh2_bytes public_blob, void *out);

/* Takers: of a private key, *out being a struct ssh2_private_key *; of what a file says of a FIDO
 * key, *out being a struct ssh2_security_key. */
ssh2_keyfile_taker ssh2_keyfile_take_private;
ssh2_keyfile_taker ssh2_keyfile_take_security_key;

/* Has the one key in list taken; was_encrypted says what it means when the check words differ. As
 * ssh2_keyfile_private(). */
int ssh2_keyfile_private_list(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes list, bool was_encrypted,
                              struct ssh2_bytes public_blob, ssh2_keyfile_taker *taker, void *out);

/* FILE, with a sentence that says how the file is damaged. */
int ssh2_keyfile_fail_damaged(struct ssh2_error *error, const char *how);

#endif
