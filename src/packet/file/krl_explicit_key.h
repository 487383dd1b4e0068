/* Keys that are revoked. OpenSSH's PROTOCOL.krl, 3. */
#ifndef SSH2_PACKET_FILE_KRL_EXPLICIT_KEY_H
#define SSH2_PACKET_FILE_KRL_EXPLICIT_KEY_H

#include "src/packet/file/openssh_key_public_line_pair.h"
#include "src/packet/packet.h"

#define SSH2_KRL_EXPLICIT_KEY_FIELDS(FIELD) \
    FIELD(REPEAT, public_key_blobs, SSH2_OF(openssh_key_public_line_pair))
SSH2_PACKET(krl_explicit_key, SSH2_NO_NUMBER, SSH2_KRL_EXPLICIT_KEY_FIELDS)

#endif
