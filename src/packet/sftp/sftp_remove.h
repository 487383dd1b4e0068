/* SSH_FXP_REMOVE (13): removes a file, not a directory. draft-ietf-secsh-filexfer-02, section 6.5.
 */
#ifndef SSH2_PACKET_SFTP_SFTP_REMOVE_H
#define SSH2_PACKET_SFTP_SFTP_REMOVE_H

#include "src/packet/packet.h"

#define SSH2_SFTP_REMOVE_FIELDS(FIELD) \
    FIELD(UINT32, request_id)          \
    FIELD(STRING, filename)
SSH2_PACKET(sftp_remove, SSH_FXP_REMOVE, SSH2_SFTP_REMOVE_FIELDS)

#endif
