/* The client's two public keys for "mlkem768x25519-sha256". RFC 10042, section 2.3. */
#ifndef SSH2_PACKET_KEX_MLKEM768X25519_C_INIT_H
#define SSH2_PACKET_KEX_MLKEM768X25519_C_INIT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_MLKEM768X25519_C_INIT_FIELDS(FIELD)                                \
    FIELD(BYTES, c_pk2, SSH2_SIZE(SSH2_MLKEM768_KEY_BYTES)) /* of ML-KEM-768 */ \
    FIELD(BYTES, c_pk1, SSH2_SIZE(SSH2_CURVE25519_KEY_BYTES))   /* of X25519 */
SSH2_PACKET(mlkem768x25519_c_init, SSH2_NO_NUMBER, SSH2_MLKEM768X25519_C_INIT_FIELDS)

#endif
