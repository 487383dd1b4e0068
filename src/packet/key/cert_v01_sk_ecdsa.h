/* A certificate, "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com". OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_CERT_V01_SK_ECDSA_H
#define SSH2_PACKET_KEY_CERT_V01_SK_ECDSA_H

#include "src/packet/key/cert_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_V01_SK_ECDSA_FIELDS(FIELD)                                                 \
    FIELD(STRING, key_type, SSH2_IS("sk-ecdsa-sha2-nistp256-cert-v01@openssh.com"))          \
    FIELD(STRING, nonce, SSH2_LENGTH(SSH2_CERT_NONCE_MIN_BYTES, SSH2_NO_LIMIT)) /* random */ \
    FIELD(STRING, curve_name, SSH2_IS("nistp256"))                                           \
    FIELD(STRING, q, SSH2_EXACTLY(SSH2_NISTP256_POINT_BYTES)) /* an uncompressed point */    \
    FIELD(STRING, application)                                                               \
    SSH2_CERT_TAIL_FIELDS(FIELD)
SSH2_PACKET(cert_v01_sk_ecdsa, SSH2_NO_NUMBER, SSH2_CERT_V01_SK_ECDSA_FIELDS)

#endif
