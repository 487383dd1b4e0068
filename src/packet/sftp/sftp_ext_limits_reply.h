/* SSH_FXP_EXTENDED_REPLY (201) to "limits@openssh.com". OpenSSH's PROTOCOL, 4.8. 0: no limit is
 * known. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXT_LIMITS_REPLY_H
#define SSH2_PACKET_SFTP_SFTP_EXT_LIMITS_REPLY_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXT_LIMITS_REPLY_FIELDS(FIELD) \
    FIELD(UINT32, request_id)                    \
    FIELD(UINT64, max_packet_length) /* bytes */ \
    FIELD(UINT64, max_read_length)   /* bytes */ \
    FIELD(UINT64, max_write_length)  /* bytes */ \
    FIELD(UINT64, max_open_handles)
SSH2_PACKET(sftp_ext_limits_reply, SSH_FXP_EXTENDED_REPLY, SSH2_SFTP_EXT_LIMITS_REPLY_FIELDS)

#endif
