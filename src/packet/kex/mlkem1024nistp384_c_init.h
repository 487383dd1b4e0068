/* The client's two public keys for "mlkem1024nistp384-sha384". RFC 10042, section 2.3. */
#ifndef SSH2_PACKET_KEX_MLKEM1024NISTP384_C_INIT_H
#define SSH2_PACKET_KEX_MLKEM1024NISTP384_C_INIT_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_MLKEM1024NISTP384_C_INIT_FIELDS(FIELD)                               \
    FIELD(BYTES, c_pk2, SSH2_SIZE(SSH2_MLKEM1024_KEY_BYTES)) /* of ML-KEM-1024 */ \
    FIELD(BYTES, c_pk1, SSH2_SIZE(SSH2_NISTP384_POINT_BYTES))   /* of nistp384 */
SSH2_PACKET(mlkem1024nistp384_c_init, SSH2_NO_NUMBER, SSH2_MLKEM1024NISTP384_C_INIT_FIELDS)

#endif
