/* SSH_FXP_DATA (103): bytes of a file. draft-ietf-secsh-filexfer-02, section 7. */
#ifndef SSH2_PACKET_SFTP_SFTP_DATA_H
#define SSH2_PACKET_SFTP_SFTP_DATA_H

#include "src/packet/packet.h"

#define SSH2_SFTP_DATA_FIELDS(FIELD) \
    FIELD(UINT32, request_id)        \
    FIELD(STRING, data) /* at most as many as were asked for */
SSH2_PACKET(sftp_data, SSH_FXP_DATA, SSH2_SFTP_DATA_FIELDS)

#endif
