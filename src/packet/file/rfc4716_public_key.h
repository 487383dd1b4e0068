/* A public key as a file of its own, as other programs than OpenSSH write it. RFC 4716, section 3.
 * OpenSSH: ssh-keygen -e. */
#ifndef SSH2_PACKET_FILE_RFC4716_PUBLIC_KEY_H
#define SSH2_PACKET_FILE_RFC4716_PUBLIC_KEY_H

#include "src/packet/packet.h"

#define SSH2_RFC4716_PUBLIC_KEY_FIELDS(FIELD)                                                \
    FIELD(BYTES, headers) /* whole lines: ssh2_read_rfc4716_header takes them one by one */  \
    FIELD(BYTES, base64_body) /* whole lines: ssh2_base64_decode with SSH2_BASE64_LINES */
SSH2_HANDWRITTEN_PACKET(rfc4716_public_key, SSH2_RFC4716_PUBLIC_KEY_FIELDS)

#endif
