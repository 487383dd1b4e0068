/* SSH_FXP_RENAME (18): gives a file a new name. draft-ietf-secsh-filexfer-02, section 6.5. */
#ifndef SSH2_PACKET_SFTP_SFTP_RENAME_H
#define SSH2_PACKET_SFTP_SFTP_RENAME_H

#include "src/packet/packet.h"

#define SSH2_SFTP_RENAME_FIELDS(FIELD) \
    FIELD(UINT32, request_id)          \
    FIELD(STRING, oldpath)             \
    FIELD(STRING, newpath) /* must not exist */
SSH2_PACKET(sftp_rename, SSH_FXP_RENAME, SSH2_SFTP_RENAME_FIELDS)

#endif
