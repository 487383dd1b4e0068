/* The content of a "PRIVATE KEY", in DER. RFC 5208, section 5, and RFC 5958, section 2, whose
 * version 1 may have the public key at its end. */
#ifndef SSH2_PACKET_FILE_PEM_PKCS8_H
#define SSH2_PACKET_FILE_PEM_PKCS8_H

#include "src/packet/packet.h"

#define SSH2_PEM_PKCS8_FIELDS(FIELD)                                                           \
    FIELD(UINT32, version, SSH2_RANGE(0, 1)) /* 1 if public_key is there */                    \
    FIELD(BYTES, algorithm_identifier) /* content of the SEQUENCE: a key's OID, parameters */  \
    FIELD(BYTES, private_key) /* pem_pkcs1_rsa, pem_sec1_ec or, of Ed25519, an OCTET STRING */ \
    FIELD(BYTES, attributes)  /* content of [0], or empty: nobody uses them */                 \
    FIELD(BYTES, public_key)  /* content of [1], a BIT STRING's, or empty */
SSH2_HANDWRITTEN_PACKET(pem_pkcs8, SSH2_PEM_PKCS8_FIELDS)

#endif
