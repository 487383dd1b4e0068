/* An attribute that a vendor has added to ATTRS. draft-ietf-secsh-filexfer-02, section 5. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXTENDED_ATTRIBUTE_H
#define SSH2_PACKET_SFTP_SFTP_EXTENDED_ATTRIBUTE_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXTENDED_ATTRIBUTE_FIELDS(FIELD)                        \
    FIELD(STRING, extended_type) /* "name@domain", the vendor's domain */ \
    FIELD(STRING, extended_data)
SSH2_PACKET(sftp_extended_attribute, SSH2_NO_NUMBER, SSH2_SFTP_EXTENDED_ATTRIBUTE_FIELDS)

#endif
