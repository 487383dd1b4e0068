/* What the MAC of packet_encrypt_and_mac.h is computed of. RFC 4253, section 6.4. */
#ifndef SSH2_PACKET_TRANSPORT_MAC_INPUT_ENCRYPT_AND_MAC_H
#define SSH2_PACKET_TRANSPORT_MAC_INPUT_ENCRYPT_AND_MAC_H

#include "src/packet/packet.h"

#define SSH2_MAC_INPUT_ENCRYPT_AND_MAC_FIELDS(FIELD)                       \
    FIELD(UINT32, sequence_number) /* from 0; strict KEX starts it anew */ \
    FIELD(REST, unencrypted_packet)
SSH2_PACKET(mac_input_encrypt_and_mac, SSH2_NO_NUMBER, SSH2_MAC_INPUT_ENCRYPT_AND_MAC_FIELDS)

#endif
