/* A signature, "rsa-sha2-512": PKCS #1 v1.5 with SHA-512. RFC 8332, section 3. */
#ifndef SSH2_PACKET_KEY_SIG_RSA_SHA2_512_H
#define SSH2_PACKET_KEY_SIG_RSA_SHA2_512_H

#include "src/packet/key/sig_rsa_fields.h"
#include "src/packet/packet.h"

#define SSH2_SIG_RSA_SHA2_512_FIELDS(FIELD) SSH2_SIG_RSA_FIELDS(FIELD, "rsa-sha2-512")
SSH2_PACKET(sig_rsa_sha2_512, SSH2_NO_NUMBER, SSH2_SIG_RSA_SHA2_512_FIELDS)

#endif
