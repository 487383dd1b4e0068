/* The content of an "RSA PUBLIC KEY", in DER. RFC 8017, appendix A.1.1. */
#ifndef SSH2_PACKET_FILE_PEM_PKCS1_RSA_PUBLIC_H
#define SSH2_PACKET_FILE_PEM_PKCS1_RSA_PUBLIC_H

#include "src/packet/packet.h"

#define SSH2_PEM_PKCS1_RSA_PUBLIC_FIELDS(FIELD) \
    FIELD(MPINT, n) /* modulus */               \
    FIELD(MPINT, e) /* publicExponent */
SSH2_HANDWRITTEN_PACKET(pem_pkcs1_rsa_public, SSH2_PEM_PKCS1_RSA_PUBLIC_FIELDS)

#endif
