/* SSH_FXP_OPENDIR (11): opens a directory. draft-ietf-secsh-filexfer-02, section 6.7. The reply is
 * SSH_FXP_HANDLE or SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_OPENDIR_H
#define SSH2_PACKET_SFTP_SFTP_OPENDIR_H

#include "src/packet/packet.h"

#define SSH2_SFTP_OPENDIR_FIELDS(FIELD) \
    FIELD(UINT32, request_id)           \
    FIELD(STRING, path)
SSH2_PACKET(sftp_opendir, SSH_FXP_OPENDIR, SSH2_SFTP_OPENDIR_FIELDS)

#endif
