/* One key of an authorized_keys file, with what its holder may do. sshd(8), AUTHORIZED_KEYS FILE
 * FORMAT. The line's end is not part of it; empty lines and "#" lines are not such lines. What
 * comes first are options if it is no key, as OpenSSH has it. */
#ifndef SSH2_PACKET_TEXT_AUTHORIZED_KEYS_LINE_H
#define SSH2_PACKET_TEXT_AUTHORIZED_KEYS_LINE_H

#include "src/packet/packet.h"

#define SSH2_AUTHORIZED_KEYS_LINE_FIELDS(FIELD)                                               \
    FIELD(BYTES, options)    /* empty, or name or name="value" and commas, as they stand */   \
    FIELD(BYTES, key_type)   /* 1 to 64 bytes, e.g. "ssh-ed25519"; the blob's own type too */ \
    FIELD(BYTES, base64_key) /* the blob: pubkey_*.h */                                       \
    FIELD(REST, comment)     /* may be empty; no control characters but the tab */
SSH2_HANDWRITTEN_PACKET(authorized_keys_line, SSH2_AUTHORIZED_KEYS_LINE_FIELDS)

#endif
