/* A key's fingerprint as OpenSSH shows it: "SHA256:" and the SHA-256 of the blob in base64 without
 * padding. ssh-keygen(1), option -l. */
#ifndef SSH2_PACKET_KEY_FINGERPRINT_SHA256_H
#define SSH2_PACKET_KEY_FINGERPRINT_SHA256_H

#include "src/packet/packet.h"

#define SSH2_FINGERPRINT_SHA256_BYTES 43u /* of 32 bytes in base64, without its "=" */

#define SSH2_FINGERPRINT_SHA256_FIELDS(FIELD) \
    FIELD(BYTES, text, SSH2_SIZE(SSH2_FINGERPRINT_SHA256_BYTES)) /* strict base64, no prefix */
SSH2_HANDWRITTEN_PACKET(fingerprint_sha256, SSH2_FINGERPRINT_SHA256_FIELDS)

#endif
