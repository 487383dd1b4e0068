/* SSH_MSG_KEXGSS_HOSTKEY (33): the server's host key, if it has one. RFC 4462, section 2.1. */
#ifndef SSH2_PACKET_KEX_KEXGSS_HOSTKEY_H
#define SSH2_PACKET_KEX_KEXGSS_HOSTKEY_H

#include "src/packet/packet.h"

#define SSH2_KEXGSS_HOSTKEY_FIELDS(FIELD) \
    FIELD(STRING, host_public_key_and_certificates)
SSH2_PACKET(kexgss_hostkey, SSH_MSG_KEXGSS_HOSTKEY, SSH2_KEXGSS_HOSTKEY_FIELDS)

#endif
