/* A section of krl_header.h. OpenSSH's PROTOCOL.krl, 1. 1: certificates, 2: keys, 3: SHA-1
 * fingerprints, 4: signature, 5: SHA-256 fingerprints, 255: extension. */
#ifndef SSH2_PACKET_FILE_KRL_SECTION_H
#define SSH2_PACKET_FILE_KRL_SECTION_H

#include "src/packet/packet.h"

#define SSH2_KRL_SECTION_FIELDS(FIELD) \
    FIELD(BYTE, section_type)          \
    FIELD(STRING, section_data)
SSH2_PACKET(krl_section, SSH2_NO_NUMBER, SSH2_KRL_SECTION_FIELDS)

#endif
