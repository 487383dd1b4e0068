/* The content of a "PUBLIC KEY", in DER. RFC 5280, section 4.1: SubjectPublicKeyInfo; RFC 8410. */
#ifndef SSH2_PACKET_FILE_PEM_SPKI_PUBLIC_H
#define SSH2_PACKET_FILE_PEM_SPKI_PUBLIC_H

#include "src/packet/packet.h"

#define SSH2_PEM_SPKI_PUBLIC_FIELDS(FIELD)                                                    \
    FIELD(BYTES, algorithm_identifier) /* content of the SEQUENCE: a key's OID, parameters */ \
    FIELD(BYTES, subject_public_key) /* whole bytes, at least one */
SSH2_HANDWRITTEN_PACKET(pem_spki_public, SSH2_PEM_SPKI_PUBLIC_FIELDS)

#endif
