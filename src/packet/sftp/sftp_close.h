/* SSH_FXP_CLOSE (4): closes a file or directory. draft-ietf-secsh-filexfer-02, section 6.3. */
#ifndef SSH2_PACKET_SFTP_SFTP_CLOSE_H
#define SSH2_PACKET_SFTP_SFTP_CLOSE_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_CLOSE_FIELDS(FIELD) \
    FIELD(UINT32, request_id)         \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))
SSH2_PACKET(sftp_close, SSH_FXP_CLOSE, SSH2_SFTP_CLOSE_FIELDS)

#endif
