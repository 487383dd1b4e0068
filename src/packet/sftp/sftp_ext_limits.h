/* SSH_FXP_EXTENDED (200), "limits@openssh.com": asks for the server's limits. OpenSSH's PROTOCOL,
 * 4.8. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_LIMITS_H
#define SSH2_PACKET_SFTP_SFTP_EXT_LIMITS_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_LIMITS_FIELDS(FIELD) \
    FIELD(UINT32, request_id)              \
    FIELD(STRING, extended_request, SSH2_IS("limits@openssh.com"))
SSH2_PACKET(sftp_ext_limits, SSH_FXP_EXTENDED, SSH2_SFTP_EXT_LIMITS_FIELDS)

#endif
