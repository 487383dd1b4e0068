/* The private list of an OpenSSH key file, decrypted. OpenSSH's PROTOCOL.key, 3. */
#ifndef SSH2_SESSION_KEYFILE_PRIVATE_H
#define SSH2_SESSION_KEYFILE_PRIVATE_H

#include <stdbool.h>

#include "src/session/keyfile.h"

/* The one key in list; was_encrypted says what it means when the check words differ. public_blob is
 * what the file says of the public half: it has to be that of the key (threat G12). As
 * ssh2_keyfile_private(). */
int ssh2_keyfile_private_list(const struct ssh2_memory *memory, struct ssh2_error *error,
                              struct ssh2_bytes list, bool was_encrypted,
                              struct ssh2_bytes public_blob, struct ssh2_private_key **out);

#endif
