/* A payload under "zlib", from SSH_MSG_NEWKEYS on. RFC 4253, section 6.2. One RFC 1950 stream for
 * all packets of a direction, flushed behind each. */
#ifndef SSH2_PACKET_TRANSPORT_COMPRESSED_PAYLOAD_ZLIB_H
#define SSH2_PACKET_TRANSPORT_COMPRESSED_PAYLOAD_ZLIB_H

#include "src/packet/packet.h"

#define SSH2_COMPRESSED_PAYLOAD_ZLIB_FIELDS(FIELD) \
    FIELD(REST, payload)
SSH2_PACKET(compressed_payload_zlib, SSH2_NO_NUMBER, SSH2_COMPRESSED_PAYLOAD_ZLIB_FIELDS)

#endif
