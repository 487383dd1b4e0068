/* A packet with a MAC over the ciphertext, as it is on the wire. OpenSSH's PROTOCOL, 1.5. Decrypted
 * it goes on as packet_plain.h does behind packet_length. */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_ETM_H
#define SSH2_PACKET_TRANSPORT_PACKET_ETM_H

#include "src/packet/packet.h"
#include "src/packet/transport/packet_limits.h"

#define SSH2_PACKET_ETM_FIELDS(FIELD)                                             \
    FIELD(STRING, encrypted,                                                      \
          SSH2_LENGTH(SSH2_PACKET_BLOCK_MIN_BYTES, SSH2_PACKET_LENGTH_MAX_BYTES)) \
    FIELD(REST, mac)
SSH2_PACKET(packet_etm, SSH2_NO_NUMBER, SSH2_PACKET_ETM_FIELDS)

#endif
