/* "source-address": a user's certificate is good from these addresses only.
 * draft-ietf-sshm-cert-01, section 2.4. */
#ifndef SSH2_PACKET_KEY_CERT_OPTION_SOURCE_ADDRESS_H
#define SSH2_PACKET_KEY_CERT_OPTION_SOURCE_ADDRESS_H

#include "src/packet/key/cert_option_address_list.h"
#include "src/packet/packet.h"

#define SSH2_CERT_OPTION_SOURCE_ADDRESS_FIELDS(FIELD)     \
    FIELD(STRING, option_name, SSH2_IS("source-address")) \
    FIELD(STRING, option_data, SSH2_HOLDS(cert_option_address_list))
SSH2_PACKET(cert_option_source_address, SSH2_NO_NUMBER, SSH2_CERT_OPTION_SOURCE_ADDRESS_FIELDS)

#endif
