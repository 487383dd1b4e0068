/* A packet under a cipher with a MAC over the plaintext, as it is on the wire: even its length is
 * encrypted. RFC 4253, section 6. Decrypted it is a packet_plain.h, in units of the cipher's block.
 */
#ifndef SSH2_PACKET_TRANSPORT_PACKET_ENCRYPT_AND_MAC_H
#define SSH2_PACKET_TRANSPORT_PACKET_ENCRYPT_AND_MAC_H

#include "src/packet/packet.h"

#define SSH2_PACKET_ENCRYPT_AND_MAC_FIELDS(FIELD) \
    FIELD(REST, encrypted_packet_and_mac)
SSH2_PACKET(packet_encrypt_and_mac, SSH2_NO_NUMBER, SSH2_PACKET_ENCRYPT_AND_MAC_FIELDS)

#endif
