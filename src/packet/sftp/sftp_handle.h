/* SSH_FXP_HANDLE (102): what stands for the opened file. draft-ietf-secsh-filexfer-02, section 7.
 */
#ifndef SSH2_PACKET_SFTP_SFTP_HANDLE_H
#define SSH2_PACKET_SFTP_SFTP_HANDLE_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_HANDLE_FIELDS(FIELD) \
    FIELD(UINT32, request_id)          \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES)) /* opaque */
SSH2_PACKET(sftp_handle, SSH_FXP_HANDLE, SSH2_SFTP_HANDLE_FIELDS)

#endif
