/* SSH_FXP_EXTENDED_REPLY (201): the reply to SSH_FXP_EXTENDED. draft-ietf-secsh-filexfer-02,
 * section 8. Others are answered with SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_EXTENDED_REPLY_H
#define SSH2_PACKET_SFTP_SFTP_EXTENDED_REPLY_H

#include "src/packet/packet.h"

#define SSH2_SFTP_EXTENDED_REPLY_FIELDS(FIELD) \
    FIELD(UINT32, request_id)                  \
    FIELD(REST, request_specific_data)
SSH2_PACKET(sftp_extended_reply, SSH_FXP_EXTENDED_REPLY, SSH2_SFTP_EXTENDED_REPLY_FIELDS)

#endif
