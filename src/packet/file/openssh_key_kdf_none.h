/* The kdfoptions of "none": empty. OpenSSH's PROTOCOL.key, 5. */
#ifndef SSH2_PACKET_FILE_OPENSSH_KEY_KDF_NONE_H
#define SSH2_PACKET_FILE_OPENSSH_KEY_KDF_NONE_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(openssh_key_kdf_none, SSH2_NO_NUMBER)

#endif
