/* SSH_FXP_READLINK (19): asks where a link leads. draft-ietf-secsh-filexfer-02, section 6.10. The
 * reply is SSH_FXP_NAME with one name, whose attributes mean nothing. */
#ifndef SSH2_PACKET_SFTP_SFTP_READLINK_H
#define SSH2_PACKET_SFTP_SFTP_READLINK_H

#include "src/packet/packet.h"

#define SSH2_SFTP_READLINK_FIELDS(FIELD) \
    FIELD(UINT32, request_id)            \
    FIELD(STRING, path)
SSH2_PACKET(sftp_readlink, SSH_FXP_READLINK, SSH2_SFTP_READLINK_FIELDS)

#endif
