/* The nonce of AES-GCM: at first the IV that was derived. RFC 5647, section 7.1. */
#ifndef SSH2_PACKET_TRANSPORT_GCM_NONCE_H
#define SSH2_PACKET_TRANSPORT_GCM_NONCE_H

#include "src/packet/packet.h"

#define SSH2_GCM_NONCE_FIELDS(FIELD)        \
    FIELD(BYTES, fixed_field, SSH2_SIZE(4)) \
    FIELD(UINT64, invocation_counter) /* one more with each packet, modulo 2^64 */
SSH2_PACKET(gcm_nonce, SSH2_NO_NUMBER, SSH2_GCM_NONCE_FIELDS)

#endif
