/* Who may sign with a key: one line of the file by which ssh-keygen -Y verifies a signature
 * (sshsig_blob.h). ssh-keygen(1), ALLOWED SIGNERS. The line's end is not part of it. */
#ifndef SSH2_PACKET_TEXT_ALLOWED_SIGNERS_LINE_H
#define SSH2_PACKET_TEXT_ALLOWED_SIGNERS_LINE_H

#include "src/packet/packet.h"

#define SSH2_ALLOWED_SIGNERS_LINE_FIELDS(FIELD)                                                  \
    FIELD(BYTES, principals) /* patterns and commas, in quotes if there are blanks; not empty */ \
    FIELD(BYTES, options)    /* empty, or as in authorized_keys_line.h, e.g. namespaces="git" */ \
    FIELD(BYTES, key_type)   /* 1 to 64 bytes, e.g. "ssh-ed25519"; the blob's own type too */    \
    FIELD(BYTES, base64_key) /* the blob: pubkey_*.h */                                          \
    FIELD(REST, comment)     /* may be empty; the manual has none, the program ignores it */
SSH2_HANDWRITTEN_PACKET(allowed_signers_line, SSH2_ALLOWED_SIGNERS_LINE_FIELDS)

#endif
