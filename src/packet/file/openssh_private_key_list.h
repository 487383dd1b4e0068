/* The private keys of openssh_private_key.h, decrypted. OpenSSH's PROTOCOL.key, 3. Each key is an
 * agent_private_*.h, whose length only its type tells, and a comment. The padding is 1, 2, 3... up
 * to the cipher's block. */
#ifndef SSH2_PACKET_FILE_OPENSSH_PRIVATE_KEY_LIST_H
#define SSH2_PACKET_FILE_OPENSSH_PRIVATE_KEY_LIST_H

#include "src/packet/packet.h"

#define SSH2_OPENSSH_PRIVATE_KEY_LIST_FIELDS(FIELD)                     \
    FIELD(UINT32, checkint1) /* random */                               \
    FIELD(UINT32, checkint2) /* the same, if the passphrase is right */ \
    FIELD(REST, private_keys_and_padding)
SSH2_PACKET(openssh_private_key_list, SSH2_NO_NUMBER, SSH2_OPENSSH_PRIVATE_KEY_LIST_FIELDS)

#endif
