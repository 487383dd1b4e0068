/* SSH_FXP_FSTAT (8): asks for the attributes of an open file. draft-ietf-secsh-filexfer-02, section
 * 6.8. The reply is SSH_FXP_ATTRS or SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_FSTAT_H
#define SSH2_PACKET_SFTP_SFTP_FSTAT_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_FSTAT_FIELDS(FIELD) \
    FIELD(UINT32, request_id)         \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))
SSH2_PACKET(sftp_fstat, SSH_FXP_FSTAT, SSH2_SFTP_FSTAT_FIELDS)

#endif
