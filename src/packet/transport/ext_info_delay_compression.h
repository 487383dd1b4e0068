/* "delay-compression": algorithms for compression that starts after authentication. RFC 8308,
 * section 3.2. In force if both sides send it. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_DELAY_COMPRESSION_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_DELAY_COMPRESSION_H

#include "src/packet/packet.h"
#include "src/packet/transport/ext_info_delayed_algorithms.h"

#define SSH2_EXT_INFO_DELAY_COMPRESSION_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("delay-compression")) \
    FIELD(STRING, extension_value, SSH2_HOLDS(ext_info_delayed_algorithms))
SSH2_PACKET(ext_info_delay_compression, SSH2_NO_NUMBER, SSH2_EXT_INFO_DELAY_COMPRESSION_FIELDS)

#endif
