/* "elevation": whether the client wants an elevated session. RFC 8308, section 3.4. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_ELEVATION_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_ELEVATION_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_ELEVATION_FIELDS(FIELD)           \
    FIELD(STRING, extension_name, SSH2_IS("elevation")) \
    FIELD(STRING, extension_value,                      \
          SSH2_EXACTLY(1)) /* "y", "n" or "d" for the server's default */
SSH2_PACKET(ext_info_elevation, SSH2_NO_NUMBER, SSH2_EXT_INFO_ELEVATION_FIELDS)

#endif
