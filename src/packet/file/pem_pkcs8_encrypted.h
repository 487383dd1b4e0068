/* The content of an "ENCRYPTED PRIVATE KEY", in DER. RFC 5958, section 3; RFC 8018. What the
 * passphrase costs is bounded where keys are loaded: src/crypto/pem_cost.h. */
#ifndef SSH2_PACKET_FILE_PEM_PKCS8_ENCRYPTED_H
#define SSH2_PACKET_FILE_PEM_PKCS8_ENCRYPTED_H

#include "src/packet/packet.h"

#define SSH2_PEM_PKCS8_ENCRYPTED_FIELDS(FIELD)                                           \
    FIELD(BYTES, encryption_algorithm) /* content of the SEQUENCE: an OID, parameters */ \
    FIELD(BYTES, encrypted_data) /* not empty */
SSH2_HANDWRITTEN_PACKET(pem_pkcs8_encrypted, SSH2_PEM_PKCS8_ENCRYPTED_FIELDS)

#endif
