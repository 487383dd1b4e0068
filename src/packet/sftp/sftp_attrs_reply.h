/* SSH_FXP_ATTRS (105): a file's attributes. draft-ietf-secsh-filexfer-02, section 7. The reply to
 * SSH_FXP_STAT, SSH_FXP_LSTAT and SSH_FXP_FSTAT. */
#ifndef SSH2_PACKET_SFTP_SFTP_ATTRS_REPLY_H
#define SSH2_PACKET_SFTP_SFTP_ATTRS_REPLY_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_ATTRS_REPLY_FIELDS(FIELD) \
    FIELD(UINT32, request_id)               \
    FIELD(ATTRS, attrs)
SSH2_PACKET(sftp_attrs_reply, SSH_FXP_ATTRS, SSH2_SFTP_ATTRS_REPLY_FIELDS)

#endif
