/* SSH_FXP_READ (5): asks for bytes of a file. draft-ietf-secsh-filexfer-02, section 6.4. The reply
 * is SSH_FXP_DATA, perhaps with fewer, or SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_READ_H
#define SSH2_PACKET_SFTP_SFTP_READ_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_READ_FIELDS(FIELD)                                  \
    FIELD(UINT32, request_id)                                         \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES)) \
    FIELD(UINT64, offset) /* bytes */                                 \
    FIELD(UINT32, length) /* bytes */
SSH2_PACKET(sftp_read, SSH_FXP_READ, SSH2_SFTP_READ_FIELDS)

#endif
