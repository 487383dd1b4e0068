/* SSH_FXP_VERSION (2): the server's answer to SSH_FXP_INIT. draft-ietf-secsh-filexfer-02, section
 * 4. */
#ifndef SSH2_PACKET_SFTP_SFTP_VERSION_H
#define SSH2_PACKET_SFTP_SFTP_VERSION_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_extension_pair.h"

#define SSH2_SFTP_VERSION_FIELDS(FIELD)               \
    FIELD(UINT32, version) /* at most the client's */ \
    FIELD(REPEAT, extensions, SSH2_OF(sftp_extension_pair))
SSH2_PACKET(sftp_version, SSH_FXP_VERSION, SSH2_SFTP_VERSION_FIELDS)

#endif
