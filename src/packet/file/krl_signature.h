/* A signature over what is before it; OpenSSH refuses it since 9.4. OpenSSH's PROTOCOL.krl, 6. */
#ifndef SSH2_PACKET_FILE_KRL_SIGNATURE_H
#define SSH2_PACKET_FILE_KRL_SIGNATURE_H

#include "src/packet/packet.h"

#define SSH2_KRL_SIGNATURE_FIELDS(FIELD)         \
    FIELD(BYTE, section_type, SSH2_IS_NUMBER(4)) \
    FIELD(STRING, signature_key)                 \
    FIELD(STRING, signature)
SSH2_PACKET(krl_signature, SSH2_NO_NUMBER, SSH2_KRL_SIGNATURE_FIELDS)

#endif
