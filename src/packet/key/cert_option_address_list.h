/* The value of "source-address". draft-ietf-sshm-cert-01, section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_ADDRESS_LIST_H
#define SSH2_PACKET_KEY_CERT_OPTION_ADDRESS_LIST_H

#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_ADDRESS_LIST_FIELDS(FIELD) \
    FIELD(STRING, address_list) /* CIDR, with commas */
SSH2_PACKET(cert_option_address_list, SSH2_NO_NUMBER, SSH2_CERT_OPTION_ADDRESS_LIST_FIELDS)

#endif
