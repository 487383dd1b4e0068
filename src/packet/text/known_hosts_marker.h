/* The first word of a known_hosts line that is about more than one trusted key: "@cert-authority",
 * "@revoked", or one that nobody here knows; such a line means nothing and is kept. sshd(8),
 * SSH_KNOWN_HOSTS FILE FORMAT. */
#ifndef SSH2_PACKET_TEXT_KNOWN_HOSTS_MARKER_H
#define SSH2_PACKET_TEXT_KNOWN_HOSTS_MARKER_H

#include "src/packet/packet.h"

#define SSH2_KNOWN_HOSTS_MARKER_FIELDS(FIELD) \
    FIELD(BYTES, marker) /* one word: "@" and at least a byte more */
SSH2_HANDWRITTEN_PACKET(known_hosts_marker, SSH2_KNOWN_HOSTS_MARKER_FIELDS)

#endif
