/* An SSHFP record of DNS. RFC 4255, section 3.1; RFC 6594; RFC 7479; RFC 8709, section 8. */
#ifndef SSH2_PACKET_FILE_SSHFP_RECORD_H
#define SSH2_PACKET_FILE_SSHFP_RECORD_H

#include "src/packet/packet.h"

#define SSH2_SSHFP_RECORD_FIELDS(FIELD)                                         \
    FIELD(BYTE, algorithm) /* 1: RSA, 2: DSA, 3: ECDSA, 4: Ed25519, 6: Ed448 */ \
    FIELD(BYTE, fp_type)   /* 1: SHA-1, 2: SHA-256 */                           \
    FIELD(REST, fingerprint, SSH2_LENGTH(1, SSH2_NO_LIMIT))
SSH2_PACKET(sshfp_record, SSH2_NO_NUMBER, SSH2_SSHFP_RECORD_FIELDS)

#endif
