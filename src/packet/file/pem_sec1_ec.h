/* The content of an "EC PRIVATE KEY", in DER. RFC 5915, section 3. Inside of PKCS#8 the parameters
 * may be left to what is around it. */
#ifndef SSH2_PACKET_FILE_PEM_SEC1_EC_H
#define SSH2_PACKET_FILE_PEM_SEC1_EC_H

#include "src/packet/packet.h"

#define SSH2_PEM_SEC1_EC_FIELDS(FIELD)                                                         \
    FIELD(UINT32, version, SSH2_IS_NUMBER(1))                                                  \
    FIELD(BYTES, private_key) /* as many bytes as the curve's order has */                     \
    FIELD(BYTES, parameters)  /* content of the OID of one of NIST's three curves, or empty */ \
    FIELD(BYTES, public_key)  /* a point, or empty */
SSH2_HANDWRITTEN_PACKET(pem_sec1_ec, SSH2_PEM_SEC1_EC_FIELDS)

#endif
