/* SSH_FXP_EXTENDED (200), "posix-rename@openssh.com": renames, over what is there. OpenSSH's
 * PROTOCOL, 4.3. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_POSIX_RENAME_H
#define SSH2_PACKET_SFTP_SFTP_EXT_POSIX_RENAME_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_POSIX_RENAME_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                            \
    FIELD(STRING, extended_request, SSH2_IS("posix-rename@openssh.com")) \
    FIELD(STRING, oldpath)                                               \
    FIELD(STRING, newpath)
SSH2_PACKET(sftp_ext_posix_rename, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_POSIX_RENAME_FIELDS)

#endif
