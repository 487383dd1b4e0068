/* SSH_FXP_EXTENDED (200), "hardlink@openssh.com": makes a hard link. OpenSSH's PROTOCOL, 4.5. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_HARDLINK_H
#define SSH2_PACKET_SFTP_SFTP_EXT_HARDLINK_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_HARDLINK_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                        \
    FIELD(STRING, extended_request, SSH2_IS("hardlink@openssh.com")) \
    FIELD(STRING, oldpath)                                           \
    FIELD(STRING, newpath)
SSH2_PACKET(sftp_ext_hardlink, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_HARDLINK_FIELDS)

#endif
