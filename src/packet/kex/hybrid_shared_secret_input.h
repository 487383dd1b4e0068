/* What is hashed for the shared secret of a hybrid. RFC 10042, section 2.4; RFC 9941, section 3. */
#ifndef SSH2_PACKET_KEX_HYBRID_SHARED_SECRET_INPUT_H
#define SSH2_PACKET_KEX_HYBRID_SHARED_SECRET_INPUT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_HYBRID_SHARED_SECRET_INPUT_FIELDS(FIELD)                                 \
    FIELD(BYTES, k_pq, SSH2_SIZE(SSH2_KEM_SECRET_BYTES)) /* of ML-KEM or sntrup761 */ \
    FIELD(REST, k_cl, /* of the curve; zeros in front are kept */                     \
          SSH2_LENGTH(SSH2_CURVE25519_KEY_BYTES, SSH2_NISTP384_SECRET_BYTES))
SSH2_PACKET(hybrid_shared_secret_input, SSH2_NO_NUMBER, SSH2_HYBRID_SHARED_SECRET_INPUT_FIELDS)

#endif
