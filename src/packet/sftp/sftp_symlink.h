/* SSH_FXP_SYMLINK (20): makes a symbolic link. draft-ietf-secsh-filexfer-02, section 6.10.
 * OpenSSH's server, and most others after it, take the two paths the other way round: OpenSSH's
 * PROTOCOL, 4.1. */
#ifndef SSH2_PACKET_SFTP_SFTP_SYMLINK_H
#define SSH2_PACKET_SFTP_SFTP_SYMLINK_H

#include "src/packet/packet.h"

#define SSH2_SFTP_SYMLINK_FIELDS(FIELD) \
    FIELD(UINT32, request_id)           \
    FIELD(STRING, linkpath)             \
    FIELD(STRING, targetpath)
SSH2_PACKET(sftp_symlink, SSH_FXP_SYMLINK, SSH2_SFTP_SYMLINK_FIELDS)

#endif
