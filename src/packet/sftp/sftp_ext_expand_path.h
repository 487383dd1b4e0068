/* SSH_FXP_EXTENDED (200), "expand-path@openssh.com": as SSH_FXP_REALPATH, and expands a ~.
 * OpenSSH's PROTOCOL, 4.9. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_EXPAND_PATH_H
#define SSH2_PACKET_SFTP_SFTP_EXT_EXPAND_PATH_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_EXPAND_PATH_FIELDS(FIELD)                         \
    FIELD(UINT32, request_id)                                           \
    FIELD(STRING, extended_request, SSH2_IS("expand-path@openssh.com")) \
    FIELD(STRING, path)
SSH2_PACKET(sftp_ext_expand_path, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_EXPAND_PATH_FIELDS)

#endif
