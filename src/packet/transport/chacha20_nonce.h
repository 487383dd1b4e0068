/* The nonce of ChaCha20-Poly1305. OpenSSH's PROTOCOL.chacha20poly1305. */
#ifndef SSH2_PACKET_TRANSPORT_CHACHA20_NONCE_H
#define SSH2_PACKET_TRANSPORT_CHACHA20_NONCE_H

#include "src/packet/packet.h"

#define SSH2_CHACHA20_NONCE_FIELDS(FIELD) \
    FIELD(UINT64, sequence_number) /* a uint32 with zeros in front */
SSH2_PACKET(chacha20_nonce, SSH2_NO_NUMBER, SSH2_CHACHA20_NONCE_FIELDS)

#endif
