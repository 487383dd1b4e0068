/* SSH_FXP_STAT (17): asks for the attributes of what a path leads to. draft-ietf-secsh-filexfer-02,
 * section 6.8. The reply is SSH_FXP_ATTRS or SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_STAT_H
#define SSH2_PACKET_SFTP_SFTP_STAT_H

#include "src/packet/packet.h"

#define SSH2_SFTP_STAT_FIELDS(FIELD) \
    FIELD(UINT32, request_id)        \
    FIELD(STRING, path)
SSH2_PACKET(sftp_stat, SSH_FXP_STAT, SSH2_SFTP_STAT_FIELDS)

#endif
