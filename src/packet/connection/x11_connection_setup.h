/* What an X client says first, and so comes first on an "x11" channel. X Window System Protocol,
 * section 8, Connection Setup; RFC 4254, section 6.3.1. On the wire the numbers and the two lengths
 * have 16 bits, in the byte order that the first byte names, and both strings are padded to 4
 * bytes. */
#ifndef SSH2_PACKET_CONNECTION_X11_CONNECTION_SETUP_H
#define SSH2_PACKET_CONNECTION_X11_CONNECTION_SETUP_H

#include "src/packet/packet.h"

#define SSH2_X11_BIG_ENDIAN 0x42u    /* "B" */
#define SSH2_X11_LITTLE_ENDIAN 0x6cu /* "l" */

#define SSH2_X11_CONNECTION_SETUP_FIELDS(FIELD)                                 \
    FIELD(BYTE, byte_order) /* SSH2_X11_BIG_ENDIAN or SSH2_X11_LITTLE_ENDIAN */ \
    FIELD(UINT32, protocol_major) /* 11 */                                      \
    FIELD(UINT32, protocol_minor) /* 0 */                                       \
    FIELD(BYTES, auth_name) /* "MIT-MAGIC-COOKIE-1" */                          \
    FIELD(BYTES, auth_data) /* the cookie, which whoever sent "x11-req" checks and changes */
SSH2_HANDWRITTEN_PACKET(x11_connection_setup, SSH2_X11_CONNECTION_SETUP_FIELDS)

#endif
