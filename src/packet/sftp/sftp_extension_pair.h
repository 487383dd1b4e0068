/* A name and its data: in SSH_FXP_INIT, SSH_FXP_VERSION and ATTRS.
 * draft-ietf-secsh-filexfer-02, sections 4 and 5. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXTENSION_PAIR_H
#define SSH2_PACKET_SFTP_SFTP_EXTENSION_PAIR_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXTENSION_PAIR_FIELDS(FIELD)                              \
    FIELD(STRING, extension_name) /* private ones hold an @ and a domain */ \
    FIELD(STRING, extension_data)
SSH2_PACKET(sftp_extension_pair, SSH2_NO_NUMBER, SSH2_SFTP_EXTENSION_PAIR_FIELDS)

#endif
