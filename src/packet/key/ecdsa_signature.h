/* The two numbers of an ECDSA signature. RFC 5656, section 3.1.2. */
#ifndef SSH2_PACKET_KEY_ECDSA_SIGNATURE_H
#define SSH2_PACKET_KEY_ECDSA_SIGNATURE_H

#include "src/packet/packet.h"

#define SSH2_ECDSA_NUMBER_MAX_BYTES 66u /* the order of nistp521 */

#define SSH2_ECDSA_SIGNATURE_FIELDS(FIELD)                                                       \
    FIELD(MPINT, r, SSH2_LENGTH(1, SSH2_ECDSA_NUMBER_MAX_BYTES)) /* 0 < r < the curve's order */ \
    FIELD(MPINT, s, SSH2_LENGTH(1, SSH2_ECDSA_NUMBER_MAX_BYTES)) /* 0 < s < the curve's order */
SSH2_PACKET(ecdsa_signature, SSH2_NO_NUMBER, SSH2_ECDSA_SIGNATURE_FIELDS)

#endif
