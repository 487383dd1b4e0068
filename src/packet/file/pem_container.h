/* A text that holds one encoded object, between "-----BEGIN label-----" and its END line.
 * RFC 7468, section 2, with the headers of RFC 1421, section 4.6, that old private keys have. */
#ifndef SSH2_PACKET_FILE_PEM_CONTAINER_H
#define SSH2_PACKET_FILE_PEM_CONTAINER_H

#include "src/packet/packet.h"

#define SSH2_PEM_CONTAINER_FIELDS(FIELD)                                                          \
    FIELD(BYTES, label)   /* not empty, e.g. "OPENSSH PRIVATE KEY"; the same in both lines */     \
    FIELD(BYTES, headers) /* whole lines, each "name: value", or none */                          \
    FIELD(BYTES, base64)  /* whole lines: ssh2_base64_decode with SSH2_BASE64_LINES */
SSH2_HANDWRITTEN_PACKET(pem_container, SSH2_PEM_CONTAINER_FIELDS)

#endif
