/* A signature, "rsa-sha2-256": PKCS #1 v1.5 with SHA-256. RFC 8332, section 3. */
#ifndef SSH2_PACKET_KEY_SIG_RSA_SHA2_256_H
#define SSH2_PACKET_KEY_SIG_RSA_SHA2_256_H

#include "src/packet/key/sig_rsa_fields.h"
#include "src/packet/packet.h"

#define SSH2_SIG_RSA_SHA2_256_FIELDS(FIELD) SSH2_SIG_RSA_FIELDS(FIELD, "rsa-sha2-256")
SSH2_PACKET(sig_rsa_sha2_256, SSH2_NO_NUMBER, SSH2_SIG_RSA_SHA2_256_FIELDS)

#endif
