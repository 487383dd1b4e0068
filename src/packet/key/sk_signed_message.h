/* What a FIDO token signs. OpenSSH's PROTOCOL.u2f. No extensions are defined for plain tokens;
 * WebAuthn's are CBOR. */
#ifndef SSH2_PACKET_KEY_SK_SIGNED_MESSAGE_H
#define SSH2_PACKET_KEY_SK_SIGNED_MESSAGE_H

#include "src/packet/limits.h"
#include "src/packet/packet.h"

#define SSH2_SK_SIGNED_MESSAGE_FIELDS(FIELD)                                                      \
    FIELD(BYTES, application_hash, SSH2_SIZE(SSH2_SHA256_BYTES)) /* SHA-256 of the application */ \
    FIELD(BYTE, flags) /* 1: the user touched it; 4: and proved who he is */                      \
    FIELD(UINT32, counter)                                                                        \
    FIELD(BYTES, extensions) /* all that is left between */                                       \
    FIELD(BYTES, message_hash, SSH2_SIZE(SSH2_SHA256_BYTES)) /* SHA-256 of what SSH wants signed */
SSH2_HANDWRITTEN_PACKET(sk_signed_message, SSH2_SK_SIGNED_MESSAGE_FIELDS)

#endif
