/* SSH_FXP_EXTENDED (200), "statvfs@openssh.com": asks about a file system. OpenSSH's PROTOCOL, 4.4.
 */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_STATVFS_H
#define SSH2_PACKET_SFTP_SFTP_EXT_STATVFS_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_STATVFS_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                       \
    FIELD(STRING, extended_request, SSH2_IS("statvfs@openssh.com")) \
    FIELD(STRING, path)
SSH2_PACKET(sftp_ext_statvfs, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_STATVFS_FIELDS)

#endif
