/* What the MAC of packet_etm.h is computed of. OpenSSH's PROTOCOL, 1.5. */
#ifndef SSH2_PACKET_TRANSPORT_MAC_INPUT_ETM_H
#define SSH2_PACKET_TRANSPORT_MAC_INPUT_ETM_H

#include "src/packet/packet.h"

#define SSH2_MAC_INPUT_ETM_FIELDS(FIELD) \
    FIELD(UINT32, sequence_number)       \
    FIELD(STRING, ciphertext) /* behind packet_length */
SSH2_PACKET(mac_input_etm, SSH2_NO_NUMBER, SSH2_MAC_INPUT_ETM_FIELDS)

#endif
