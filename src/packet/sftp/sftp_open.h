/* SSH_FXP_OPEN (3): opens or creates a file. draft-ietf-secsh-filexfer-02, section 6.3. */
#ifndef SSH2_PACKET_SFTP_SFTP_OPEN_H
#define SSH2_PACKET_SFTP_SFTP_OPEN_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_attrs.h"

#define SSH2_SFTP_OPEN_FIELDS(FIELD)                                  \
    FIELD(UINT32, request_id)                                         \
    FIELD(STRING, filename)                                           \
    FIELD(UINT32, pflags) /* SSH_FXF_*: read, write, append, ... */   \
    FIELD(ATTRS, attrs)   /* of a file that is created */
SSH2_PACKET(sftp_open, SSH_FXP_OPEN, SSH2_SFTP_OPEN_FIELDS)

#endif
