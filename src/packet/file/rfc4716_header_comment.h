/* The header of a public key file that says for people what the key is: Comment: "alice's laptop".
 * RFC 4716, section 3.3.2. The tag means the same in any case, and is canonical as written here. */
#ifndef SSH2_PACKET_FILE_RFC4716_HEADER_COMMENT_H
#define SSH2_PACKET_FILE_RFC4716_HEADER_COMMENT_H

#include "src/packet/packet.h"

#define SSH2_RFC4716_HEADER_COMMENT_FIELDS(FIELD) \
    FIELD(BYTES, value) /* UTF-8, as it stands: with its quotes, and folds in it */
SSH2_HANDWRITTEN_PACKET(rfc4716_header_comment, SSH2_RFC4716_HEADER_COMMENT_FIELDS)

/* A value without the quotes around it, if there are two. */
struct ssh2_bytes ssh2_rfc4716_unquoted(struct ssh2_bytes value);

#endif
