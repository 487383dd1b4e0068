/* SSH_MSG_KEXGSS_ERROR (34): what went wrong with the mechanism. RFC 4462, section 2.1. */
#ifndef SSH2_PACKET_KEX_KEXGSS_ERROR_H
#define SSH2_PACKET_KEX_KEXGSS_ERROR_H

#include "src/packet/packet.h"

#define SSH2_KEXGSS_ERROR_FIELDS(FIELD) \
    FIELD(UINT32, major_status)         \
    FIELD(UINT32, minor_status)         \
    FIELD(UTF8, message)                \
    FIELD(STRING, language_tag)
SSH2_PACKET(kexgss_error, SSH_MSG_KEXGSS_ERROR, SSH2_KEXGSS_ERROR_FIELDS)

#endif
