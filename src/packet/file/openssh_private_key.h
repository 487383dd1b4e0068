/* What OPENSSH PRIVATE KEY armours. OpenSSH's PROTOCOL.key, 1. */
#ifndef SSH2_PACKET_FILE_OPENSSH_PRIVATE_KEY_H
#define SSH2_PACKET_FILE_OPENSSH_PRIVATE_KEY_H

#include "src/packet/file/openssh_key_public_line_pair.h"
#include "src/packet/packet.h"

#define SSH2_OPENSSH_PRIVATE_KEY_FIELDS(FIELD)                                                   \
    FIELD(BYTES, auth_magic, SSH2_SIZE(15), SSH2_IS("openssh-key-v1\0"))                         \
    FIELD(STRING, ciphername)                        /* "none" goes with a kdfname of "none" */  \
    FIELD(STRING, kdfname)                           /* "bcrypt" or "none" */                    \
    FIELD(STRING, kdfoptions)                        /* bcrypt: see openssh_key_kdf_bcrypt.h */  \
    FIELD(UINT32, number_of_keys, SSH2_IS_NUMBER(1)) /* as many as OpenSSH reads */              \
    FIELD(REPEAT, public_keys, SSH2_COUNTED(openssh_key_public_line_pair))                       \
    FIELD(STRING, encrypted_private_list) /* under the cipher: see openssh_private_key_list.h */ \
    FIELD(REST, tag)                                 /* of an AEAD cipher */
SSH2_PACKET(openssh_private_key, SSH2_NO_NUMBER, SSH2_OPENSSH_PRIVATE_KEY_FIELDS)

#endif
