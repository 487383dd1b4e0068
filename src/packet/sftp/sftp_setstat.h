/* SSH_FXP_SETSTAT (9): sets attributes of a path. draft-ietf-secsh-filexfer-02, section 6.9. */
#ifndef SSH2_PACKET_SFTP_SFTP_SETSTAT_H
#define SSH2_PACKET_SFTP_SFTP_SETSTAT_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_SETSTAT_FIELDS(FIELD) \
    FIELD(UINT32, request_id)           \
    FIELD(STRING, path)                 \
    FIELD(ATTRS, attrs) /* a size cuts the file or makes it longer */
SSH2_PACKET(sftp_setstat, SSH_FXP_SETSTAT, SSH2_SFTP_SETSTAT_FIELDS)

#endif
