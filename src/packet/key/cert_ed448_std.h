/* A certificate, "ssh-ed448-cert". draft-ietf-sshm-cert-01, section 2.1.4. */
#ifndef SSH2_PACKET_KEY_CERT_ED448_STD_H
#define SSH2_PACKET_KEY_CERT_ED448_STD_H

#include "src/packet/key/cert_fields.h"
#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_CERT_ED448_STD_FIELDS(FIELD)                                                    \
    FIELD(STRING, key_type, SSH2_IS("ssh-ed448-cert"))                                       \
    FIELD(STRING, nonce, SSH2_LENGTH(SSH2_CERT_NONCE_MIN_BYTES, SSH2_NO_LIMIT)) /* random */ \
    FIELD(STRING, enc_a, SSH2_EXACTLY(SSH2_ED448_KEY_BYTES))                                 \
    SSH2_CERT_TAIL_FIELDS(FIELD)
SSH2_PACKET(cert_ed448_std, SSH2_NO_NUMBER, SSH2_CERT_ED448_STD_FIELDS)

#endif
