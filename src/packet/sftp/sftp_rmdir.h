/* SSH_FXP_RMDIR (15): removes an empty directory. draft-ietf-secsh-filexfer-02, section 6.6. */
#ifndef SSH2_PACKET_SFTP_SFTP_RMDIR_H
#define SSH2_PACKET_SFTP_SFTP_RMDIR_H

#include "src/packet/packet.h"

#define SSH2_SFTP_RMDIR_FIELDS(FIELD) \
    FIELD(UINT32, request_id)         \
    FIELD(STRING, path)
SSH2_PACKET(sftp_rmdir, SSH_FXP_RMDIR, SSH2_SFTP_RMDIR_FIELDS)

#endif
