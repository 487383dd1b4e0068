/* A packet under AES-GCM, as it is on the wire. RFC 5647, section 7.2; the length is what else is
 * authenticated. Decrypted it goes on as packet_plain.h does behind packet_length. */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_AES_GCM_H
#define SSH2_PACKET_TRANSPORT_PACKET_AES_GCM_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"
#include "src/packet/transport/packet_limits.h"

#define SSH2_PACKET_AES_GCM_FIELDS(FIELD)                                                   \
    FIELD(STRING, encrypted,                                                                \
          SSH2_LENGTH(SSH2_PACKET_GCM_MIN_BYTES, SSH2_PACKET_LENGTH_MAX_BYTES)) /* of 16 */ \
    FIELD(BYTES, tag, SSH2_SIZE(SSH2_AEAD_TAG_BYTES))
SSH2_PACKET(packet_aes_gcm, SSH2_NO_NUMBER, SSH2_PACKET_AES_GCM_FIELDS)

#endif
