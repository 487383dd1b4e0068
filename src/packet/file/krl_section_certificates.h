/* The certificates of one CA that are revoked. OpenSSH's PROTOCOL.krl, 2. */
#ifndef SSH2_PACKET_FILE_KRL_SECTION_CERTIFICATES_H
#define SSH2_PACKET_FILE_KRL_SECTION_CERTIFICATES_H

#include "src/packet/file/krl_cert_section.h"
#include "src/packet/packet.h"

#define SSH2_KRL_SECTION_CERTIFICATES_FIELDS(FIELD) \
    FIELD(STRING, ca_key) /* empty: any CA */       \
    FIELD(STRING, reserved)                         \
    FIELD(REPEAT, cert_sections, SSH2_OF(krl_cert_section))
SSH2_PACKET(krl_section_certificates, SSH2_NO_NUMBER, SSH2_KRL_SECTION_CERTIFICATES_FIELDS)

#endif
