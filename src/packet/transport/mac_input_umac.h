/* What UMAC is computed of: the sequence number is its nonce. draft-miller-secsh-umac-01. */
#ifndef SSH2_PACKET_TRANSPORT_MAC_INPUT_UMAC_H
#define SSH2_PACKET_TRANSPORT_MAC_INPUT_UMAC_H

#include "src/packet/packet.h"

#define SSH2_MAC_INPUT_UMAC_FIELDS(FIELD) \
    FIELD(UINT64, nonce_sequence_number)  \
    FIELD(REST, data)
SSH2_PACKET(mac_input_umac, SSH2_NO_NUMBER, SSH2_MAC_INPUT_UMAC_FIELDS)

#endif
