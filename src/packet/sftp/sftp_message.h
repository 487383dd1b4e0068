/* What SFTP packets but INIT and VERSION begin with. draft-ietf-secsh-filexfer-02, section 3. */
#ifndef SSH2_PACKET_SFTP_SFTP_MESSAGE_H
#define SSH2_PACKET_SFTP_SFTP_MESSAGE_H

#include "src/packet/packet.h"

#define SSH2_SFTP_MESSAGE_FIELDS(FIELD)                        \
    FIELD(BYTE, type)         /* SSH_FXP_* */                  \
    FIELD(UINT32, request_id) /* a reply's is its request's */ \
    FIELD(REST, data)
SSH2_PACKET(sftp_message, SSH2_NO_NUMBER, SSH2_SFTP_MESSAGE_FIELDS)

#endif
