/* An extension whose name nobody here knows: skipped by its length. RFC 8308, section 2.5. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_UNKNOWN_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_UNKNOWN_H

#include "src/packet/packet.h"
#include "src/packet/transport/ext_info_extension.h"

SSH2_PACKET(ext_info_unknown, SSH2_NO_NUMBER, SSH2_EXT_INFO_EXTENSION_FIELDS)

#endif
