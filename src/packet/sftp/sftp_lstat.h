/* SSH_FXP_LSTAT (7): asks for the attributes of a path, a link's own. draft-ietf-secsh-filexfer-02,
 * section 6.8. The reply is SSH_FXP_ATTRS or SSH_FXP_STATUS. */
#ifndef SSH2_PACKET_SFTP_SFTP_LSTAT_H
#define SSH2_PACKET_SFTP_SFTP_LSTAT_H

#include "src/packet/packet.h"

#define SSH2_SFTP_LSTAT_FIELDS(FIELD) \
    FIELD(UINT32, request_id)         \
    FIELD(STRING, path)
SSH2_PACKET(sftp_lstat, SSH_FXP_LSTAT, SSH2_SFTP_LSTAT_FIELDS)

#endif
