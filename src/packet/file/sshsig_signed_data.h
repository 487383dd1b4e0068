/* What sshsig_blob.h signs. OpenSSH's PROTOCOL.sshsig, 3. */
#ifndef SSH2_PACKET_FILE_SSHSIG_SIGNED_DATA_H
#define SSH2_PACKET_FILE_SSHSIG_SIGNED_DATA_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SSHSIG_SIGNED_DATA_FIELDS(FIELD)                     \
    FIELD(BYTES, magic_preamble, SSH2_SIZE(6), SSH2_IS("SSHSIG")) \
    FIELD(STRING, namespace, SSH2_LENGTH(1, SSH2_NO_LIMIT))       \
    FIELD(STRING, reserved)                                       \
    FIELD(STRING, hash_algorithm)                                 \
    FIELD(STRING, message_hash, SSH2_LENGTH(SSH2_SHA256_BYTES, SSH2_SHA512_BYTES))
SSH2_PACKET(sshsig_signed_data, SSH2_NO_NUMBER, SSH2_SSHSIG_SIGNED_DATA_FIELDS)

#endif
