/* SSH_FXP_MKDIR (14): makes a directory. draft-ietf-secsh-filexfer-02, section 6.6. */
#ifndef SSH2_PACKET_SFTP_SFTP_MKDIR_H
#define SSH2_PACKET_SFTP_SFTP_MKDIR_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_MKDIR_FIELDS(FIELD) \
    FIELD(UINT32, request_id)         \
    FIELD(STRING, path)               \
    FIELD(ATTRS, attrs)
SSH2_PACKET(sftp_mkdir, SSH_FXP_MKDIR, SSH2_SFTP_MKDIR_FIELDS)

#endif
