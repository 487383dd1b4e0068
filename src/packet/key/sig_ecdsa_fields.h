/* What the ECDSA signatures of all curves share. RFC 5656, section 3.1.2. */
#ifndef SSH2_PACKET_KEY_SIG_ECDSA_FIELDS_H
#define SSH2_PACKET_KEY_SIG_ECDSA_FIELDS_H

#include "src/packet/key/ecdsa_signature.h"

#define SSH2_SIG_ECDSA_FIELDS(FIELD, curve)                \
    FIELD(STRING, sig_type, SSH2_IS("ecdsa-sha2-" curve))  \
    FIELD(STRING, ecdsa_sig, SSH2_HOLDS(ecdsa_signature))

#endif
