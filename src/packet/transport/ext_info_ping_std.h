/* "ping": the sender answers the drafted ping (9). draft-miller-ssh-ping-00. */
#ifndef SSH2_PACKET_TRANSPORT_EXT_INFO_PING_STD_H
#define SSH2_PACKET_TRANSPORT_EXT_INFO_PING_STD_H

#include "src/packet/packet.h"

#define SSH2_EXT_INFO_PING_STD_FIELDS(FIELD)       \
    FIELD(STRING, extension_name, SSH2_IS("ping")) \
    FIELD(STRING, extension_value, SSH2_IS("0")) /* the version */
SSH2_PACKET(ext_info_ping_std, SSH2_NO_NUMBER, SSH2_EXT_INFO_PING_STD_FIELDS)

#endif
