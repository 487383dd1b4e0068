/* A packet under ChaCha20-Poly1305, as it is on the wire. OpenSSH's PROTOCOL.chacha20poly1305. Even
 * its length is encrypted, with a key of its own. Decrypted it is a packet_plain.h. */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_CHACHA20_POLY1305_H
#define SSH2_PACKET_TRANSPORT_PACKET_CHACHA20_POLY1305_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PACKET_CHACHA20_POLY1305_FIELDS(FIELD)                            \
    FIELD(BYTES, encrypted_length, SSH2_SIZE(4))                               \
    FIELD(REST, encrypted_and_tag, /* of 8, and a tag of 16 */                 \
          SSH2_LENGTH(SSH2_BLOCK_MIN_BYTES + SSH2_AEAD_TAG_BYTES, SSH2_NO_LIMIT))
SSH2_PACKET(packet_chacha20_poly1305, SSH2_NO_NUMBER, SSH2_PACKET_CHACHA20_POLY1305_FIELDS)

#endif
