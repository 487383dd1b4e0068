/* The identification line, first of all on a connection: "SSH-2.0-client_1 a comment", CR and LF.
 * RFC 4253, section 4.2. LF alone, and a minus in softwareversion, are met in practice and not
 * canonical. 1.99 is a server that also speaks protocol 1: section 5.1. */
#ifndef SSH2_PACKET_TEXT_BANNER_LINE_H
#define SSH2_PACKET_TEXT_BANNER_LINE_H

#include "src/packet/packet.h"

#define SSH2_BANNER_LINE_MAX_BYTES 255u /* CR and LF included: RFC 4253, section 4.2 */

#define SSH2_BANNER_LINE_FIELDS(FIELD)                                               \
    FIELD(BYTES, protoversion) /* "2.0" or "1.99" */                                 \
    FIELD(BYTES, softwareversion) /* printable US-ASCII without blanks; not empty */ \
    FIELD(BYTES, comments) /* printable US-ASCII; mostly none */
SSH2_HANDWRITTEN_PACKET(banner_line, SSH2_BANNER_LINE_FIELDS)

#endif
