/* Private keys in OpenSSH's own format: OpenSSH's PROTOCOL.key. */
#ifndef SSH2_SESSION_KEYFILE_OPENSSH_H
#define SSH2_SESSION_KEYFILE_OPENSSH_H

#include "src/session/keyfile_private.h"

/* Has the key taken that base64 holds, the body of the PEM container. As ssh2_keyfile_private(). */
int ssh2_keyfile_openssh(const struct ssh2_memory *memory, struct ssh2_error *error,
                         struct ssh2_bytes base64, struct ssh2_bytes passphrase,
                         ssh2_keyfile_taker *taker, void *out);

#endif
