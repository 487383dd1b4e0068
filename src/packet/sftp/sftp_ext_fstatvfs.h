/* SSH_FXP_EXTENDED (200), "fstatvfs@openssh.com": asks about an open file's system. OpenSSH's
 * PROTOCOL, 4.4. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_FSTATVFS_H
#define SSH2_PACKET_SFTP_SFTP_EXT_FSTATVFS_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_limits.h"

#define SSH2_SFTP_EXT_FSTATVFS_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                        \
    FIELD(STRING, extended_request, SSH2_IS("fstatvfs@openssh.com")) \
    FIELD(STRING, handle, SSH2_LENGTH(1, SSH2_SFTP_HANDLE_MAX_BYTES))
SSH2_PACKET(sftp_ext_fstatvfs, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_FSTATVFS_FIELDS)

#endif
