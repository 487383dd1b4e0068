/* The value of "delay-compression". RFC 8308, section 3.2. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_DELAYED_ALGORITHMS_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_DELAYED_ALGORITHMS_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_DELAYED_ALGORITHMS_FIELDS(FIELD)        \
    FIELD(NAME_LIST, compression_algorithms_client_to_server) \
    FIELD(NAME_LIST, compression_algorithms_server_to_client)
SSH2_PACKET(ext_info_delayed_algorithms, SSH2_NO_NUMBER, SSH2_EXT_INFO_DELAYED_ALGORITHMS_FIELDS)

#endif
