/* The kdfoptions of "bcrypt". OpenSSH's PROTOCOL.key, 2. */
#ifndef SSH2_PACKET_FILE_OPENSSH_KEY_KDF_BCRYPT_H
#define SSH2_PACKET_FILE_OPENSSH_KEY_KDF_BCRYPT_H

#include "src/packet/packet.h"

#define SSH2_OPENSSH_KEY_KDF_BCRYPT_FIELDS(FIELD)                             \
    FIELD(STRING, salt, SSH2_LENGTH(1, SSH2_NO_LIMIT))  /* mostly 16 bytes */ \
    FIELD(UINT32, rounds, SSH2_RANGE(1, SSH2_NO_LIMIT)) /* work: for the reader to bound */
SSH2_PACKET(openssh_key_kdf_bcrypt, SSH2_NO_NUMBER, SSH2_OPENSSH_KEY_KDF_BCRYPT_FIELDS)

#endif
