/* SSH_FXP_READDIR (12): asks for the next names. draft-ietf-secsh-filexfer-02, section 6.7. The
 * reply is SSH_FXP_NAME, or SSH_FXP_STATUS with SSH_FX_EOF. */
#ifndef SSH2_PACKET_SFTP_SFTP_READDIR_H
#define SSH2_PACKET_SFTP_SFTP_READDIR_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_READDIR_FIELDS(FIELD) \
    FIELD(UINT32, request_id)           \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))
SSH2_PACKET(sftp_readdir, SSH_FXP_READDIR, SSH2_SFTP_READDIR_FIELDS)

#endif
