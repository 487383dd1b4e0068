/* Fingerprints of keys that are revoked, in ascending order. OpenSSH's PROTOCOL.krl, 4. */
#ifndef SSH2_PACKET_FILE_KRL_FINGERPRINTS_H
#define SSH2_PACKET_FILE_KRL_FINGERPRINTS_H

#include "src/packet/file/krl_fingerprint.h"
#include "src/packet/packet.h"

#define SSH2_KRL_FINGERPRINTS_FIELDS(FIELD) \
    FIELD(REPEAT, hashes, SSH2_OF(krl_fingerprint))
SSH2_PACKET(krl_fingerprints, SSH2_NO_NUMBER, SSH2_KRL_FINGERPRINTS_FIELDS)

#endif
