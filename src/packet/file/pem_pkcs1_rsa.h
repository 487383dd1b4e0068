/* The content of an "RSA PRIVATE KEY", in DER. RFC 8017, appendix A.1.2: RSAPrivateKey with its two
 * primes. As all the numbers here, n and the others are magnitudes. */
#ifndef SSH2_PACKET_FILE_PEM_PKCS1_RSA_H
#define SSH2_PACKET_FILE_PEM_PKCS1_RSA_H

#include "src/packet/packet.h"

#define SSH2_PEM_PKCS1_RSA_FIELDS(FIELD)                                              \
    FIELD(UINT32, version, SSH2_IS_NUMBER(0)) /* 1 would mean more than two primes */ \
    FIELD(MPINT, n)    /* modulus */                                                  \
    FIELD(MPINT, e)    /* publicExponent */                                           \
    FIELD(MPINT, d)    /* privateExponent */                                          \
    FIELD(MPINT, p)    /* prime1 */                                                   \
    FIELD(MPINT, q)    /* prime2 */                                                   \
    FIELD(MPINT, dp)   /* exponent1: d mod (p - 1) */                                 \
    FIELD(MPINT, dq)   /* exponent2: d mod (q - 1) */                                 \
    FIELD(MPINT, qinv) /* coefficient: the inverse of q mod p */
SSH2_HANDWRITTEN_PACKET(pem_pkcs1_rsa, SSH2_PEM_PKCS1_RSA_FIELDS)

#endif
