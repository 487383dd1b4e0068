/* The binary packet before any cipher, and what a cipher is given. RFC 4253, section 6. On the wire
 * packet_length and padding_length stand before the payload; both follow from what is here. */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_PLAIN_H
#define SSH2_PACKET_TRANSPORT_PACKET_PLAIN_H

#include "src/packet/packet.h"
#include "src/packet/transport/packet_limits.h"

#define SSH2_PACKET_PLAIN_FIELDS(FIELD)                     \
    FIELD(BYTES, payload) /* at least the message number */ \
    FIELD(BYTES, random_padding) /* 4 to 255 bytes, so that the whole is a multiple of 8 */
SSH2_HANDWRITTEN_PACKET(packet_plain, SSH2_PACKET_PLAIN_FIELDS)

#endif
