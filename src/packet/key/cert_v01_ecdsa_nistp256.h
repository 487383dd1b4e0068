/* A certificate, "ecdsa-sha2-nistp256-cert-v01@openssh.com". draft-ietf-sshm-cert-01, section
 * 2.1.3. */
#ifndef SSH2_PACKET_KEY_CERT_V01_ECDSA_NISTP256_H
#define SSH2_PACKET_KEY_CERT_V01_ECDSA_NISTP256_H

#include "src/packet/key/cert_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_V01_ECDSA_NISTP256_FIELDS(FIELD)                                           \
    FIELD(STRING, key_type, SSH2_IS("ecdsa-sha2-nistp256-cert-v01@openssh.com"))             \
    FIELD(STRING, nonce, SSH2_LENGTH(SSH2_CERT_NONCE_MIN_BYTES, SSH2_NO_LIMIT)) /* random */ \
    FIELD(STRING, curve_name, SSH2_IS("nistp256"))                                           \
    FIELD(STRING, q, SSH2_EXACTLY(SSH2_NISTP256_POINT_BYTES)) /* an uncompressed point */    \
    SSH2_CERT_TAIL_FIELDS(FIELD)
SSH2_PACKET(cert_v01_ecdsa_nistp256, SSH2_NO_NUMBER, SSH2_CERT_V01_ECDSA_NISTP256_FIELDS)

#endif
