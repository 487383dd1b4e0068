/* One of the fingerprints. OpenSSH's PROTOCOL.krl, 4. */
#ifndef SSH2_PACKET_FILE_KRL_FINGERPRINT_H
#define SSH2_PACKET_FILE_KRL_FINGERPRINT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_KRL_FINGERPRINT_FIELDS(FIELD) \
    FIELD(STRING, hash, SSH2_LENGTH(SSH2_SHA1_BYTES, SSH2_SHA256_BYTES))
SSH2_PACKET(krl_fingerprint, SSH2_NO_NUMBER, SSH2_KRL_FINGERPRINT_FIELDS)

#endif
