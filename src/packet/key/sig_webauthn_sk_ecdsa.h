/* A FIDO token's signature by way of a browser, ECDSA. OpenSSH's PROTOCOL.u2f. */
#ifndef SSH2_PACKET_KEY_SIG_WEBAUTHN_SK_ECDSA_H
#define SSH2_PACKET_KEY_SIG_WEBAUTHN_SK_ECDSA_H

#include "src/packet/key/ecdsa_signature.h"
#include "src/packet/packet.h"

#define SSH2_SIG_WEBAUTHN_SK_ECDSA_FIELDS(FIELD)                                     \
    FIELD(STRING, sig_type, SSH2_IS("webauthn-sk-ecdsa-sha2-nistp256@openssh.com"))  \
    FIELD(STRING, ecdsa_sig, SSH2_HOLDS(ecdsa_signature))                            \
    FIELD(BYTE, flags)         /* 1: the user touched it; 4: and proved who he is */ \
    FIELD(UINT32, counter)                                                           \
    FIELD(STRING, origin)                                                            \
    FIELD(STRING, client_data) /* JSON: see webauthn_client_data.h */                \
    FIELD(STRING, extensions)
SSH2_PACKET(sig_webauthn_sk_ecdsa, SSH2_NO_NUMBER, SSH2_SIG_WEBAUTHN_SK_ECDSA_FIELDS)

#endif
