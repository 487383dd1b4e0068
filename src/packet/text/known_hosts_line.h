/* One host key line of a known_hosts file. sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 * The line's end is not part of it; empty lines, "#" lines (known_hosts_comment) and the keys of
 * protocol 1 (known_hosts_ssh1_line) are not such lines. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_LINE_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_LINE_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_LINE_FIELDS(FIELD)                                                       \
    FIELD(BYTES, marker)     /* empty, or known_hosts_marker.h */                                 \
    FIELD(BYTES, hosts)      /* as known_hosts_plain, _patterns or _hashed have it: not read */   \
    FIELD(BYTES, key_type)   /* 1 to 64 bytes, not a digit in front; the blob's own type too */   \
    FIELD(BYTES, base64_key) /* the blob: pubkey_*.h or cert_*.h */                               \
    FIELD(REST, comment)     /* may be empty; no control characters but the tab */
SSH2_HANDWRITTEN_PACKET(known_hosts_line, SSH2_KNOWN_HOSTS_LINE_FIELDS)

#endif
