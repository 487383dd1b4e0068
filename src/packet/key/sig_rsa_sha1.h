/* A signature, "ssh-rsa": PKCS #1 v1.5 with SHA-1. RFC 4253, section 6.6. History: not to be
 * trusted. */
#ifndef SSH2_PACKET_KEY_SIG_RSA_SHA1_H
#define SSH2_PACKET_KEY_SIG_RSA_SHA1_H

#include "src/packet/key/sig_rsa_fields.h"
#include "src/packet/packet.h"

#define SSH2_SIG_RSA_SHA1_FIELDS(FIELD) SSH2_SIG_RSA_FIELDS(FIELD, "ssh-rsa")
SSH2_PACKET(sig_rsa_sha1, SSH2_NO_NUMBER, SSH2_SIG_RSA_SHA1_FIELDS)

#endif
