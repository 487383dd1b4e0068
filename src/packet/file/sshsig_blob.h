/* What SSH SIGNATURE armours. OpenSSH's PROTOCOL.sshsig, 2. */
#ifndef SSH2_PACKET_FILE_SSHSIG_BLOB_H
#define SSH2_PACKET_FILE_SSHSIG_BLOB_H

#include "src/packet/packet.h"

#define SSH2_SSHSIG_BLOB_FIELDS(FIELD)                                                 \
    FIELD(BYTES, magic_preamble, SSH2_SIZE(6), SSH2_IS("SSHSIG"))                      \
    FIELD(UINT32, sig_version, SSH2_IS_NUMBER(1))                                      \
    FIELD(STRING, public_key)                                                          \
    FIELD(STRING, namespace, SSH2_LENGTH(1, SSH2_NO_LIMIT)) /* "file", "git" */        \
    FIELD(STRING, reserved)                                                            \
    FIELD(STRING, hash_algorithm)                           /* "sha256" or "sha512" */ \
    FIELD(STRING, signature) /* a sig_*.h over sshsig_signed_data */
SSH2_PACKET(sshsig_blob, SSH2_NO_NUMBER, SSH2_SSHSIG_BLOB_FIELDS)

#endif
