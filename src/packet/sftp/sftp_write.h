/* SSH_FXP_WRITE (6): writes bytes to a file. draft-ietf-secsh-filexfer-02, section 6.4. The reply
 * is SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_WRITE_H
#define SSH2_PACKET_SFTP_SFTP_WRITE_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_WRITE_FIELDS(FIELD)                                  \
    FIELD(UINT32, request_id)                                          \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))  \
    FIELD(UINT64, offset) /* bytes; behind the end it leaves a hole */ \
    FIELD(STRING, data)
SSH2_PACKET(sftp_write, SSH_FXP_WRITE, SSH2_SFTP_WRITE_FIELDS)

#endif
