/* The content of a "DSA PRIVATE KEY", in DER, as OpenSSL has always written it; no standard tells.
 * A program that meets one can say what it is: nothing here signs with it. */
#ifndef SSH2_PACKET_FILE_PEM_DSA_H
#define SSH2_PACKET_FILE_PEM_DSA_H

#include "src/packet/packet.h"

#define SSH2_PEM_DSA_FIELDS(FIELD)            \
    FIELD(UINT32, version, SSH2_IS_NUMBER(0)) \
    FIELD(MPINT, p)                           \
    FIELD(MPINT, q)                           \
    FIELD(MPINT, g)                           \
    FIELD(MPINT, y) /* public */              \
    FIELD(MPINT, x) /* private */
SSH2_HANDWRITTEN_PACKET(pem_dsa, SSH2_PEM_DSA_FIELDS)

#endif
