/* The server's ciphertext and public key for "mlkem1024nistp384-sha384". RFC 10042, section 2.3. */
#ifndef SSH2_PACKET_KEX_MLKEM1024NISTP384_S_REPLY_H
#define SSH2_PACKET_KEX_MLKEM1024NISTP384_S_REPLY_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_MLKEM1024NISTP384_S_REPLY_FIELDS(FIELD)                                     \
    FIELD(BYTES, s_ct2, SSH2_SIZE(SSH2_MLKEM1024_CIPHERTEXT_BYTES)) /* of ML-KEM-1024 */ \
    FIELD(BYTES, s_pk1, SSH2_SIZE(SSH2_NISTP384_POINT_BYTES))   /* of nistp384 */
SSH2_PACKET(mlkem1024nistp384_s_reply, SSH2_NO_NUMBER, SSH2_MLKEM1024NISTP384_S_REPLY_FIELDS)

#endif
