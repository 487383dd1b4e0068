/* A section of krl_section_certificates.h. OpenSSH's PROTOCOL.krl, 2. 0x20: krl_cert_serial_list.h,
 * 0x21: krl_cert_serial_range.h, 0x22: krl_cert_serial_bitmap.h, 0x23: krl_cert_key_id.h, 0x39:
 * krl_extension.h. */
#ifndef SSH2_PACKET_FILE_KRL_CERT_SECTION_H
#define SSH2_PACKET_FILE_KRL_CERT_SECTION_H

#include "src/packet/packet.h"

#define SSH2_KRL_CERT_SECTION_FIELDS(FIELD) \
    FIELD(BYTE, cert_section_type)          \
    FIELD(STRING, cert_section_data)
SSH2_PACKET(krl_cert_section, SSH2_NO_NUMBER, SSH2_KRL_CERT_SECTION_FIELDS)

#endif
