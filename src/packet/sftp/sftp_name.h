/* SSH_FXP_NAME (104): names, with attributes. draft-ietf-secsh-filexfer-02, section 7. */
#ifndef SSH2_PACKET_SFTP_SFTP_NAME_H
#define SSH2_PACKET_SFTP_SFTP_NAME_H

#include "src/packet/packet.h"
#include "src/packet/sftp/sftp_name_entry.h"

#define SSH2_SFTP_NAME_FIELDS(FIELD) \
    FIELD(UINT32, request_id)        \
    FIELD(UINT32, count)             \
    FIELD(REPEAT, entries, SSH2_COUNTED(sftp_name_entry))
SSH2_PACKET(sftp_name, SSH_FXP_NAME, SSH2_SFTP_NAME_FIELDS)

#endif
