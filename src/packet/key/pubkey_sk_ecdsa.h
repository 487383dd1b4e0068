/* A public key in a FIDO token, ECDSA. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_PUBKEY_SK_ECDSA_H
#define SSH2_PACKET_KEY_PUBKEY_SK_ECDSA_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_PUBKEY_SK_ECDSA_FIELDS(FIELD)                                                \
    FIELD(STRING, key_type, SSH2_IS("sk-ecdsa-sha2-nistp256@openssh.com"))                \
    FIELD(STRING, curve_name, SSH2_IS("nistp256"))                                        \
    FIELD(STRING, q, SSH2_EXACTLY(SSH2_NISTP256_POINT_BYTES)) /* an uncompressed point */ \
    FIELD(STRING, application)                                /* mostly "ssh:" */
SSH2_PACKET(pubkey_sk_ecdsa, SSH2_NO_NUMBER, SSH2_PUBKEY_SK_ECDSA_FIELDS)

#endif
