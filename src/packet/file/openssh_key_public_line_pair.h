/* The public half of a key in openssh_private_key.h. OpenSSH's PROTOCOL.key, 1. It has to be that
 * of the private key in the list. */
#ifndef SSH2_PACKET_FILE_OPENSSH_KEY_PUBLIC_LINE_PAIR_H
#define SSH2_PACKET_FILE_OPENSSH_KEY_PUBLIC_LINE_PAIR_H

#include "src/packet/packet.h"

#define SSH2_OPENSSH_KEY_PUBLIC_LINE_PAIR_FIELDS(FIELD) \
    FIELD(STRING, public_key_blob) /* a pubkey_*.h */
SSH2_PACKET(openssh_key_public_line_pair, SSH2_NO_NUMBER, SSH2_OPENSSH_KEY_PUBLIC_LINE_PAIR_FIELDS)

#endif
