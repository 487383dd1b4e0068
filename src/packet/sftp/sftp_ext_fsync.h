/* SSH_FXP_EXTENDED (200), "fsync@openssh.com": brings a file to its disk. OpenSSH's PROTOCOL, 4.6.
 */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_FSYNC_H
#define SSH2_PACKET_SFTP_SFTP_EXT_FSYNC_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_EXT_FSYNC_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                     \
    FIELD(STRING, extended_request, SSH2_IS("fsync@openssh.com")) \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))
SSH2_PACKET(sftp_ext_fsync, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_FSYNC_FIELDS)

#endif
