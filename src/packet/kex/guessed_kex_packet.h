/* The packet behind an SSH_MSG_KEXINIT that says first_kex_packet_follows; dropped if the guess was
 * wrong. RFC 4253, section 7. */
#ifndef SSH2_PACKET_KEX_GUESSED_KEX_PACKET_H
#define SSH2_PACKET_KEX_GUESSED_KEX_PACKET_H

#include "src/packet/packet.h"

#define SSH2_GUESSED_KEX_PACKET_FIELDS(FIELD)                                                  \
    FIELD(BYTE, message_number, SSH2_RANGE(SSH_MSG_KEX_METHOD_FIRST, SSH_MSG_KEX_METHOD_LAST)) \
    FIELD(REST, body)
SSH2_PACKET(guessed_kex_packet, SSH2_NO_NUMBER, SSH2_GUESSED_KEX_PACKET_FIELDS)

#endif
