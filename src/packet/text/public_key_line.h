/* A public key as one line of text, as in a .pub file or authorized_keys without options.
 * sshd(8), AUTHORIZED_KEYS FILE FORMAT. The line's end is not part of it. */
#ifndef SSH2_PACKET_TEXT_PUBLIC_KEY_LINE_H
#define SSH2_PACKET_TEXT_PUBLIC_KEY_LINE_H

#include "src/packet/packet.h"

#define SSH2_PUBLIC_KEY_LINE_FIELDS(FIELD)                                                        \
    FIELD(BYTES, key_type)   /* 1 to 64 bytes, e.g. "ssh-ed25519"; the blob's own type too */     \
    FIELD(BYTES, base64_key) /* the blob: pubkey_*.h or cert_*.h */                               \
    FIELD(REST, comment)     /* may be empty; no control characters but the tab */
SSH2_HANDWRITTEN_PACKET(public_key_line, SSH2_PUBLIC_KEY_LINE_FIELDS)

#endif
