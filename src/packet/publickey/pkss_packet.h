/* Every packet of the publickey subsystem on its channel. RFC 4819, section 3.2. */
#ifndef SSH2_PACKET_PUBLICKEY_PKSS_PACKET_H
#define SSH2_PACKET_PUBLICKEY_PKSS_PACKET_H

#include "src/packet/packet.h"
#include "src/packet/publickey/pkss_unknown_request.h"

#define SSH2_PKSS_PACKET_MAX_BYTES 40000u /* ours: more than the largest key and its attributes */

#define SSH2_PKSS_PACKET_FIELDS(FIELD) \
    FIELD(STRING, name_and_data,       \
          SSH2_LENGTH(4, SSH2_PKSS_PACKET_MAX_BYTES), SSH2_HOLDS(pkss_unknown_request))
SSH2_PACKET(pkss_packet, SSH2_NO_NUMBER, SSH2_PKSS_PACKET_FIELDS)

#endif
